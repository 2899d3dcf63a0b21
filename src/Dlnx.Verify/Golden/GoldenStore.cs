using System.Collections.Concurrent;

namespace Dlnx.Verify.Golden;

/// <summary>
/// The accepted numbers and verdicts: those of a folder first, then those that come with the tool. Safe to use from
/// several checks at once.
/// </summary>
/// <param name="folder">Where accepted numbers live and new ones are written.</param>
/// <param name="packaged">Where the numbers that come with the tool live, or null.</param>
public sealed class GoldenStore(string folder, string? packaged = null)
{
    private readonly ConcurrentDictionary<string, GoldenFile?> files = new(StringComparer.Ordinal);

    /// <summary>Where accepted numbers live and new ones are written.</summary>
    public string Folder { get; } = folder;

    /// <summary>The accepted numbers of a claim, or null when there are none.</summary>
    /// <exception cref="ProblemException">The file is unreadable.</exception>
    public GoldenFile? Find(string claim) => files.GetOrAdd(claim, Load);

    /// <summary>The path at which a claim's numbers are accepted.</summary>
    public string PathOf(string claim) => Path.Combine(Folder, claim + ".json");

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

    private GoldenFile? Load(string claim)
    {
        foreach (var root in new[] { Folder, packaged })
        {
            if (root is null)
                continue;
            var path = Path.Combine(root, claim + ".json");
            if (File.Exists(path))
                return GoldenFileReader.Read(path, claim);
        }
        return null;
    }
}
