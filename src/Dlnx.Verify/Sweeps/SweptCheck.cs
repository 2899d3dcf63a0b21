using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>A check at the points of a sweep.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Ends">How it ended at each point that it ran at, in the order of the points; at least one.</param>
public sealed record SweptCheck(string Claim, IReadOnlyList<CheckAtPoint> Ends)
{
    private const int MostNamed = 5;

    /// <summary>Broken when it is broken anywhere.</summary>
    public Status Status => ClaimSummary.Together(Ends.Select(end => end.Check.Status));

    /// <summary>The points at which it ended in some way.</summary>
    public IReadOnlyList<CheckAtPoint> Where(Status status) => [.. Ends.Where(end => end.Check.Status == status)];

    /// <summary>The point and the evidence with the smallest margin; null without any margin.</summary>
    public EvidenceAtPoint? Tightest =>
        Ends.SelectMany(end => end.Check.Evidence.Select(evidence => new EvidenceAtPoint(end.Point, evidence)))
            .Where(item => !double.IsPositiveInfinity(SweepNumber.Safety(item.Evidence)))
            .MinBy(item => SweepNumber.Safety(item.Evidence));

    /// <summary>The same piece of evidence at all points, for each piece.</summary>
    public IEnumerable<IReadOnlyList<EvidenceAtPoint>> Evidence =>
        Ends.SelectMany(end =>
                end.Check.Evidence.GroupBy(evidence => evidence.Name, StringComparer.Ordinal)
                    .SelectMany(same => same.Select((evidence, i) => (same.Key, i, end.Point, evidence)))
            )
            .GroupBy(item => (item.Key, item.i))
            .Select(same =>
                (IReadOnlyList<EvidenceAtPoint>)[.. same.Select(s => new EvidenceAtPoint(s.Point, s.evidence))]
            );

    /// <summary>The checks of a sweep, in the order of its claims.</summary>
    public static IEnumerable<SweptCheck> Of(SweepResults sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return sweep
            .Points.SelectMany(point =>
                point.Claims.SelectMany(claim =>
                    claim.Checks.Select(check => (claim.Id, At: new CheckAtPoint(point, check)))
                )
            )
            .GroupBy(item => (item.Id, item.At.Check.Method))
            .Select(same => new SweptCheck(same.Key.Id, [.. same.Select(item => item.At)]));
    }

    /// <summary>Where and why it did not end as reproduced; else that it was reproduced everywhere.</summary>
    public string Message
    {
        get
        {
            IEnumerable<string> lines = new[] { Status.Broken, Status.Skipped }
                .Select(status => (status, ends: Where(status)))
                .Where(pair => pair.ends.Count > 0)
                .Select(pair => $"{pair.status} at {Points(pair.ends)}\n{Reasons(pair.ends)}");
            return Status == Status.Reproduced && Where(Status.Skipped).Count == 0
                ? $"Reproduced at all {Ends.Count} points."
                : string.Join("\n", lines);
        }
    }

    private string Points(IReadOnlyList<CheckAtPoint> ends)
    {
        var more = ends.Count > MostNamed ? $" and {ends.Count - MostNamed} more" : "";
        var named = string.Join("; ", ends.Take(MostNamed).Select(end => SweepPoint.LabelOf(end.Point.Settings)));
        return $"{ends.Count} of {Ends.Count} points: {named}{more}.";
    }

    private static string Reasons(IReadOnlyList<CheckAtPoint> ends) => ends[0].Check.Message;
}

/// <summary>How a check ended at a point.</summary>
/// <param name="Point">The point.</param>
/// <param name="Check">The check.</param>
public sealed record CheckAtPoint(PointResult Point, CheckResult Check);

/// <summary>A piece of evidence at a point.</summary>
/// <param name="Point">The point.</param>
/// <param name="Evidence">The evidence.</param>
public sealed record EvidenceAtPoint(PointResult Point, Evidence Evidence);
