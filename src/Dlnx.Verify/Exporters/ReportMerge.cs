using Dlnx.Verify.Results;
using Dlnx.Verify.Sharding;

namespace Dlnx.Verify.Exporters;

/// <summary>
/// Puts the results of several runs together. Checks of the same claim are united; of a check that ran more than once
/// the worst outcome is kept, so that merging never hides a regression.
/// </summary>
internal static class ReportMerge
{
    public static Report Of(IReadOnlyList<RunResults> results) =>
        results.Count == 1 ? new Report(results[0], Sources(results), []) : OfWhole(results);

    public static Report OfWhole(IReadOnlyList<RunResults> results)
    {
        if (results.Count == 0)
            throw new ArgumentException("A report needs the results of at least one run.");
        return new Report(Merge(results), Sources(results), [.. MergeNotes.Of(results)]) { Origins = Origins(results) };
    }

    private static RunSource[] Sources(IReadOnlyList<RunResults> results) =>
        [.. results.Select(r => new RunSource(r.Tool, r.Machine, r.Run))];

    private static Dictionary<string, int> Origins(IReadOnlyList<RunResults> results)
    {
        var origins = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < results.Count; i++)
        {
            foreach (var claim in results[i].Claims)
                origins.TryAdd(claim.Id, i);
        }
        return origins;
    }

    private static RunResults Merge(IReadOnlyList<RunResults> results)
    {
        // The parts of a split run know the order of the whole.
        var order = results
            .SelectMany(r => r.Run.Shard?.Claims ?? [.. r.Claims.Select(claim => claim.Id)])
            .Distinct(StringComparer.Ordinal)
            .Index()
            .ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        var claims = results
            .SelectMany(r => r.Claims)
            .GroupBy(claim => claim.Id, StringComparer.Ordinal)
            .Select(same => Unite([.. same]))
            .OrderBy(claim => Paper.LetterOf(claim.Id), StringComparer.Ordinal)
            .ThenBy(claim => order.GetValueOrDefault(claim.Id, int.MaxValue))
            .ToList();
        var known = claims.SelectMany(claim => claim.Aliases.Prepend(claim.Id)).ToHashSet(StringComparer.Ordinal);
        var first = results[0];
        return first with
        {
            Claims = claims,
            Findings =
            [
                .. results.SelectMany(r => Findings(r, known)).Concat(ShardCompleteness.Missing(results)).Distinct(),
            ],
            Planned = [.. results.SelectMany(r => r.Planned).DistinctBy(p => p.Id).Where(p => !known.Contains(p.Id))],
            Run = first.Run with
            {
                Seconds = results.Sum(r => r.Run.Seconds),
                Cancelled = results.Any(r => r.Run.Cancelled),
                Shard = null,
            },
        };
    }

    // A claim that one run lacked is not lost when another run has it.
    private static IEnumerable<Finding> Findings(RunResults run, HashSet<string> known) =>
        run.Findings.Where(finding =>
            !known.Contains(finding.Claim) || run.Claims.Any(claim => claim.Id == finding.Claim)
        );

    private static ClaimResult Unite(IReadOnlyList<ClaimResult> same)
    {
        var first = same[0];
        if (same.Count == 1)
            return first;
        List<CheckResult> checks =
        [
            .. same.SelectMany(claim => claim.Checks)
                .GroupBy(check => check.Method, StringComparer.Ordinal)
                .Select(runs => runs.MinBy(check => Severity(check.Status))!)
                .OrderBy(check => check.Line),
        ];
        return first with
        {
            Checks = checks,
            Status = ClaimSummary.StatusOf(checks),
            Margin = same.Min(claim => claim.Margin),
            Resolution = same.Min(claim => claim.Resolution),
            ChecksBeyondTier = same.Min(claim => claim.ChecksBeyondTier),
        };
    }

    private static int Severity(Status status) =>
        status switch
        {
            Status.Broken => 0,
            Status.Reproduced => 1,
            Status.Skipped => 2,
            _ => 3,
        };
}
