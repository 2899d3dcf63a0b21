using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>What a reader of merged results must know.</summary>
internal static class MergeNotes
{
    public static IEnumerable<string> Of(IReadOnlyList<RunResults> results)
    {
        foreach (var note in Differences(results))
            yield return note;
        var repeated = results
            .SelectMany(r => r.Claims.SelectMany(claim => claim.Checks.Select(check => (claim.Id, check.Method))))
            .CountBy(key => key)
            .Count(pair => pair.Value > 1);
        if (repeated > 0)
            yield return $"{repeated} checks ran more than once; the worst outcome of each is shown.";
        var changed = results
            .SelectMany(r => r.Claims)
            .GroupBy(claim => claim.Id, StringComparer.Ordinal)
            .Where(same => same.Select(claim => (claim.Verdict, claim.Statement)).Distinct().Count() > 1)
            .Select(same => same.Key)
            .ToList();
        if (changed.Count > 0)
            yield return $"Statement or verdict differ between the runs; the first is shown: {string.Join(", ", changed)}.";
    }

    /// <summary>How the circumstances of runs differ: commit, version, seed, machine, kernel, parameters.</summary>
    public static IEnumerable<string> Differences(IReadOnlyList<RunResults> results) =>
        new[]
        {
            Different("commits", results.Select(r => r.Tool.Commit.Length > 0 ? r.Tool.Commit : "unknown")),
            Different("versions", results.Select(r => r.Tool.Version)),
            Different("seeds", results.Select(r => r.Run.Seed)),
            Different("machines", results.Select(r => $"{r.Machine.System} with {r.Machine.Cores} cores")),
            Different("kernels", results.Select(r => r.Machine.Kernel)),
        }
            .Where(note => note.Length > 0)
            .Concat(Settings(results));

    private static string Different(string what, IEnumerable<string> values)
    {
        var distinct = values.Distinct(StringComparer.Ordinal).ToList();
        return distinct.Count == 1 ? "" : $"The results come from different {what}: {string.Join(", ", distinct)}.";
    }

    private static IEnumerable<string> Settings(IReadOnlyList<RunResults> results) =>
        results
            .Where(r => r.Run.Settings.Count > 0)
            .Select(r => string.Join(", ", r.Run.Settings.Select(pair => $"{pair.Key}={pair.Value}")))
            .Distinct()
            .Select(settings => $"Some results were computed with parameters set by the user: {settings}.");
}
