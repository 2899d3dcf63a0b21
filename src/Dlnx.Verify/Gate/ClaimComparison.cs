using Dlnx.Verify.Claims;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Gate;

/// <summary>Finds what is worse in a claim.</summary>
internal static class ClaimComparison
{
    public static bool VerdictChanged(ClaimPair pair) =>
        pair is { Before: { } before, Now: { } now } && before.Verdict != now.Verdict;

    /// <summary>What is worse in a claim, as far as the checks of a tier can say.</summary>
    public static IEnumerable<Regression> Of(ClaimPair pair, Tier tier, GateThresholds thresholds)
    {
        if (pair.Now is null)
        {
            yield return new(RegressionKind.ClaimLost, pair.Id, "", pair.Before!.Verdict.ToString(), "gone");
            yield break;
        }
        if (VerdictChanged(pair))
        {
            var now = pair.Now.Verdict.ToString();
            yield return new(RegressionKind.VerdictChanged, pair.Id, "", pair.Before!.Verdict.ToString(), now);
        }
        var before = Checks(pair.Before?.Checks);
        foreach (var check in Checks(pair.Now.Checks).Values)
        {
            foreach (var regression in Compare(pair.Id, before.GetValueOrDefault(check.Method), check, thresholds))
                yield return regression with
                {
                    File = check.File,
                    Line = check.Line,
                };
        }
        var kept = pair.Now.Checks.Select(check => check.Method).ToHashSet(StringComparer.Ordinal);
        foreach (var lost in before.Values.Where(check => !kept.Contains(check.Method) && check.Tier <= tier))
        {
            if (lost.Status == Status.Reproduced)
                yield return new(RegressionKind.CheckLost, pair.Id, lost.Name, "reproduced", "gone");
        }
    }

    private static IEnumerable<Regression> Compare(
        string claim,
        CheckResult? before,
        CheckResult now,
        GateThresholds thresholds
    )
    {
        var was = before is null ? "not in the baseline" : Words.Of(before.Status);
        if (now.Status == Status.Broken && before?.Status != Status.Broken)
            yield return new(RegressionKind.CheckBroken, claim, now.Name, was, now.Message);
        if (before?.Status != Status.Reproduced)
            yield break;
        if (now.Status is Status.Skipped or Status.NotRun)
            yield return new(RegressionKind.CheckLost, claim, now.Name, was, $"{Words.Of(now.Status)}: {now.Message}");
        if (now.Status != Status.Reproduced)
            yield break;
        if (Shrunk(before, now, thresholds.MarginFactor) is { } margin)
            yield return margin with
            {
                Claim = claim,
            };
        if (Slowed(before, now, thresholds.TimeFactor) is { } time)
            yield return time with
            {
                Claim = claim,
            };
    }

    private static Regression? Shrunk(CheckResult before, CheckResult now, double factor)
    {
        var narrowest = now
            .Evidence.Where(item => ClaimSummary.MarginOf(item) is not null)
            .MinBy(ClaimSummary.MarginOf);
        var was = before.Evidence.Min(ClaimSummary.MarginOf);
        if (narrowest is null || was is not > 0)
            return null;
        var margin = ClaimSummary.MarginOf(narrowest)!.Value;
        return margin * factor >= was
            ? null
            : new(RegressionKind.MarginShrank, "", now.Name, $"{was:G3}", $"{margin:G3} ({narrowest.Name})")
            {
                Factor = was.Value / margin,
            };
    }

    private static Regression? Slowed(CheckResult before, CheckResult now, double factor)
    {
        var growth = now.Seconds / Math.Max(before.Seconds, GateThresholds.ShortestTime);
        return growth <= factor
            ? null
            : new(RegressionKind.TimeGrew, "", now.Name, $"{before.Seconds:F2} s", $"{now.Seconds:F2} s")
            {
                Factor = growth,
            };
    }

    // Merged results have a check once; so has every other file that the tool wrote.
    private static Dictionary<string, CheckResult> Checks(IReadOnlyList<CheckResult>? checks)
    {
        var byMethod = new Dictionary<string, CheckResult>(StringComparer.Ordinal);
        foreach (var check in checks ?? [])
            byMethod.TryAdd(check.Method, check);
        return byMethod;
    }
}
