using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>
/// A sweep as a report like that of any run, in which each check sums up all points: the worst outcome, the least safe
/// evidence, and a figure of each piece of evidence against the parameter.
/// </summary>
public static class SweepReport
{
    /// <summary>The report of a sweep that was made in one piece.</summary>
    public static Report Of(SweepResults sweep) => Of(sweep, [sweep]);

    /// <summary>The report of a sweep that was put together.</summary>
    /// <param name="whole">what the parts make together</param>
    /// <param name="parts">the parts, at least one</param>
    public static Report Of(SweepResults whole, IReadOnlyList<SweepResults> parts)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(parts);
        RunResults[] sources = [.. parts.Select(part => Summary(part, []))];
        return new Report(
            Summary(whole, [.. Claims(whole)]),
            [.. sources.Select(source => new RunSource(source.Tool, source.Machine, source.Run))],
            parts.Count == 1 ? [] : [.. MergeNotes.Differences(sources)]
        )
        {
            Swept = whole.Axes.Select(axis => axis.Parameter).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static RunResults Summary(SweepResults sweep, IReadOnlyList<ClaimResult> claims) =>
        new()
        {
            Schema = RunResults.CurrentSchema,
            Tool = sweep.Tool,
            Machine = sweep.Machine,
            Run = sweep.Run,
            Claims = claims,
            Findings = sweep.Findings,
            Planned = [],
        };

    private static IEnumerable<ClaimResult> Claims(SweepResults sweep)
    {
        var figures = new SweepFigures(sweep.Axes);
        var checks = SweptCheck.Of(sweep).ToLookup(check => check.Claim, StringComparer.Ordinal);
        foreach (var claim in sweep.Claims)
        {
            CheckResult[] summed = [.. checks[claim.Id].Select(check => SumUp(check, figures))];
            yield return claim with
            {
                Checks = summed,
                Status = ClaimSummary.StatusOf(summed),
                Margin = sweep.Points.SelectMany(p => p.Claims).Where(c => c.Id == claim.Id).Min(c => c.Margin),
            };
        }
    }

    private static CheckResult SumUp(SweptCheck check, SweepFigures figures)
    {
        var evidence = check.Evidence.ToList();
        return check.Ends[0].Check with
        {
            Status = check.Status,
            Message = check.Message,
            Seconds = check.Ends.Sum(end => end.Check.Seconds),
            Data = check.Ends.Select(end => end.Check.Data).FirstOrDefault(data => data.Length > 0) ?? "",
            Evidence = [.. evidence.Select(LeastSafe), .. evidence.Select(figures.Of).OfType<FigureEvidence>()],
        };
    }

    private static Evidence LeastSafe(IReadOnlyList<EvidenceAtPoint> same)
    {
        var least = same.MinBy(item => SweepNumber.Safety(item.Evidence))!;
        return least.Evidence with { Name = $"{least.Evidence.Name}, at {SweepPoint.LabelOf(least.Point.Settings)}" };
    }
}
