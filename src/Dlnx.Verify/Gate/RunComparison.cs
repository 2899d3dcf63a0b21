using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Gate;

/// <summary>A run held against an earlier one.</summary>
/// <param name="Regressions">What is worse, the most severe first.</param>
/// <param name="Notes">What a reader must know: different commits, seeds or machines, a narrower selection.</param>
/// <param name="Compared">How many claims were compared.</param>
public sealed record RunComparison(IReadOnlyList<Regression> Regressions, IReadOnlyList<string> Notes, int Compared)
{
    /// <summary>Whether anything is worse.</summary>
    public ExitCode Outcome => Regressions.Count == 0 ? ExitCode.Reproduced : ExitCode.Broken;

    /// <summary>Compares two runs.</summary>
    /// <param name="baseline">The earlier run, for example that of the main branch.</param>
    /// <param name="current">The later run, for example that of a pull request.</param>
    /// <param name="thresholds">How much worse counts.</param>
    /// <exception cref="ProblemException">A run is incomplete: cancelled, or one part of several.</exception>
    public static RunComparison Of(RunResults baseline, RunResults current, GateThresholds thresholds)
    {
        RequireComplete(baseline, "baseline");
        RequireComplete(current, "current run");
        ArgumentNullException.ThrowIfNull(thresholds);
        var pairs = ClaimPair.Of(baseline, current).ToList();
        List<Regression> regressions =
        [
            .. pairs.SelectMany(pair => ClaimComparison.Of(pair, current.Run.Tier, thresholds)),
            .. Findings(baseline, current, pairs),
        ];
        return new RunComparison(
            [.. regressions.OrderBy(item => item.Kind).ThenByDescending(item => item.Factor)],
            [.. MergeNotes.Differences([baseline, current]), .. Narrower(baseline, current), .. Fresh(pairs)],
            pairs.Count
        );
    }

    private static IEnumerable<Regression> Findings(
        RunResults baseline,
        RunResults current,
        IReadOnlyList<ClaimPair> pairs
    )
    {
        var told = pairs
            .Where(ClaimComparison.VerdictChanged)
            .Select(pair => pair.Id)
            .ToHashSet(StringComparer.Ordinal);
        return current
            .Findings.Except(baseline.Findings)
            .Where(finding => !told.Contains(finding.Claim))
            .Select(finding => new Regression(RegressionKind.Finding, finding.Claim, "", "", finding.Message));
    }

    private static IEnumerable<string> Narrower(RunResults baseline, RunResults current)
    {
        if (current.Run.Tier < baseline.Run.Tier)
        {
            var tier = current.Run.Tier.ToString().ToLowerInvariant();
            yield return $"The current run has only the {tier} tier; more expensive checks were not compared.";
        }
        if (current.Run.Selection.Count > 0)
            yield return $"The current run has only {string.Join(", ", current.Run.Selection)}; other claims were not compared.";
    }

    private static IEnumerable<string> Fresh(IReadOnlyList<ClaimPair> pairs)
    {
        var fresh = pairs.Where(pair => pair.Before is null).Select(pair => pair.Id).ToList();
        if (fresh.Count > 0)
            yield return $"{Headline.Count(fresh.Count, "claim")} not in the baseline: {string.Join(", ", fresh)}.";
        var known = pairs.Count(pair => pair is { Before.Status: Status.Broken, Now.Status: Status.Broken });
        if (known > 0)
            yield return $"{Headline.Count(known, "claim")} broken in both runs; only what is worse is listed.";
    }

    private static void RequireComplete(RunResults results, string which)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Run.Cancelled)
        {
            var cancelled = $"The {which} was cancelled before its end; what is missing in it would seem lost.";
            throw new ProblemException($"{cancelled} Finish it with --resume, or run again.", ExitCode.Usage);
        }
        if (results.Run.Shard is { } shard)
        {
            var part = $"The {which} is part {shard.Index} of {shard.Count}; the other parts would seem lost.";
            throw new ProblemException(
                $"{part} Merge all parts first: dotnet dlnx-verify report a.json b.json …",
                ExitCode.Usage
            );
        }
    }
}
