using System.Text.RegularExpressions;

namespace Dlnx.Verify.Submission;

/// <summary>Words of a POSIX shell.</summary>
public static partial class ShellWord
{
    /// <summary>A text as one word that the shell takes literally: as it is, or between single quotes.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Plain().IsMatch(text) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>Texts as words of one command.</summary>
    public static string Join(IEnumerable<string> texts) => string.Join(' ', texts.Select(Of));

    [GeneratedRegex(@"\A[A-Za-z0-9/._,=:+\-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
