using System.Collections.Concurrent;
using Dlnx.Verify.Engines;

namespace Dlnx.Verify.Golden;

/// <summary>
/// The accepted numbers and verdicts: those of a folder first, then those that come with the tool. Numbers that another
/// engine than the managed one gave are in a folder of their own and stand before both. Safe to use from several checks at
/// once.
/// </summary>
/// <param name="folder">Where accepted numbers live and new ones are written.</param>
/// <param name="packaged">Where the numbers that come with the tool live, or null.</param>
public sealed class GoldenStore(string folder, string? packaged = null)
{
    private readonly ConcurrentDictionary<string, GoldenFile?> files = new(StringComparer.Ordinal);

    /// <summary>Where accepted numbers live and new ones are written.</summary>
    public string Folder { get; } = folder;

    /// <summary>The engine whose numbers these are.</summary>
    public RunEngine Engine { get; private init; } = RunEngine.Managed;

    /// <summary>
    /// Whether the numbers are those of another engine than the managed one. Then the tolerances of their files hold, and
    /// not those of the checks, which are made for double precision on the processor.
    /// </summary>
    public bool IsOfOtherEngine => !Engine.IsReference;

    /// <summary>The store that a run with an engine is held against.</summary>
    public GoldenStore For(RunEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return engine.IsReference ? this : new GoldenStore(Folder, packaged) { Engine = engine };
    }

    /// <summary>The accepted numbers of a claim, or null when there are none.</summary>
    /// <exception cref="ProblemException">The file is unreadable.</exception>
    public GoldenFile? Find(string claim) => files.GetOrAdd(claim, Load);

    /// <summary>The path at which a claim's numbers are accepted.</summary>
    public string PathOf(string claim) => Path.Combine(IsOfOtherEngine ? OtherEngine(Folder) : Folder, claim + ".json");

    /// <summary>The accepted verdict of every claim.</summary>
    /// <exception cref="ProblemException">The file is unreadable.</exception>
    public VerdictLedger Verdicts()
    {
        var own = Path.Combine(Folder, VerdictLedger.FileName);
        if (File.Exists(own))
            return VerdictLedger.Read(own);
        var shipped = packaged is null ? "" : Path.Combine(packaged, VerdictLedger.FileName);
        return File.Exists(shipped) ? VerdictLedger.Read(shipped) : VerdictLedger.Empty;
    }

    /// <summary>
    /// The claims that the folder has a golden file for, sorted; other JSON files in it, those of other engines, and what
    /// comes with the tool, do not count.
    /// </summary>
    public IReadOnlyList<string> Claims() =>
        !Directory.Exists(Folder)
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(Folder, "*.json", new EnumerationOptions { RecurseSubdirectories = true })
                    .Where(IsGolden)
                    .Select(path => Path.ChangeExtension(Path.GetRelativePath(Folder, path), extension: null))
                    .Select(name => name.Replace(Path.DirectorySeparatorChar, '/'))
                    .Where(name => !name.StartsWith($"{RunEngine.GoldenFolder}/", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ];

    // A folder named “golden” may be somebody else's.
    private static bool IsGolden(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var head = new char[256];
            var length = reader.ReadBlock(head);
            return head.AsSpan(0, length).Contains(GoldenFile.Schema, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private GoldenFile? Load(string claim)
    {
        string?[] roots = [Folder, packaged];
        var own = roots.OfType<string>();
        foreach (var root in IsOfOtherEngine ? own.Select(OtherEngine).Concat(own) : own)
        {
            var path = Path.Combine(root, claim + ".json");
            if (File.Exists(path))
                return GoldenFileReader.Read(path, claim);
        }
        return null;
    }

    private static string OtherEngine(string root) => Path.Combine(root, RunEngine.GoldenFolder);
}
