using Dlnx.Verify.Golden;

namespace Dlnx.Verify.Scaffolding;

/// <summary>What happens to a file of the set-up.</summary>
public enum FileFate
{
    /// <summary>It is not there yet.</summary>
    New,

    /// <summary>It is there, and an entry is added.</summary>
    Extended,

    /// <summary>It is there and has what it needs.</summary>
    Unchanged,

    /// <summary>It is there and differs; it stays as it is.</summary>
    Kept,
}

/// <summary>A file of the set-up.</summary>
/// <param name="Fate">What happens to it.</param>
/// <param name="Change">Its text now, empty when it is not there, and the text that the set-up has for it.</param>
/// <param name="Remedy">What to do about a file that is kept; else empty.</param>
public sealed record PlannedFile(FileFate Fate, TextChange Change, string Remedy = "")
{
    /// <summary>Whether the file is changed.</summary>
    public bool IsWritten => Fate is FileFate.New or FileFate.Extended;

    /// <summary>A file that is written where there is none, and never over another.</summary>
    internal static PlannedFile New(string path, string text)
    {
        if (TextOf(path) is not { } there)
            return new PlannedFile(FileFate.New, new TextChange(path, "", text));
        return string.Equals(there, text, StringComparison.Ordinal)
            ? new PlannedFile(FileFate.Unchanged, new TextChange(path, there, text))
            : new PlannedFile(
                FileFate.Kept,
                new TextChange(path, there, text),
                "differs; `init --dry-run` shows how. Move it away to get a new one"
            );
    }

    /// <summary>A file that is there and gets an entry, if it lacks it.</summary>
    internal static PlannedFile Extended(string path, string before, string after) =>
        new(
            string.Equals(before, after, StringComparison.Ordinal) ? FileFate.Unchanged : FileFate.Extended,
            new TextChange(path, before, after)
        );

    /// <summary>The text of a file, or null when there is none.</summary>
    internal static string? TextOf(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"Cannot read {path}: {e.Message}", ExitCode.Environment, e);
        }
    }
}
