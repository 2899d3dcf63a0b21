using System.Text.Json.Serialization;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>All that a sweep leaves: what each check showed at each point.</summary>
public sealed record SweepResults
{
    /// <summary>The format's name and version.</summary>
    public const string CurrentSchema = "dlnx-verify/sweep/1";

    /// <summary>The format's name and version.</summary>
    public required string Schema { get; init; }

    /// <summary>The tool that made the sweep.</summary>
    public required ToolInfo Tool { get; init; }

    /// <summary>The machine the sweep was made on.</summary>
    public required MachineInfo Machine { get; init; }

    /// <summary>What was asked for at every point, and which part of the points this is.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>The swept parameters with their values; the points are their product, the last varying fastest.</summary>
    [JsonConverter(typeof(OneLineEach<SweepAxis>))]
    public required IReadOnlyList<SweepAxis> Axes { get; init; }

    /// <summary>The claims, without what differs from point to point; empty when no point has run.</summary>
    public required IReadOnlyList<ClaimResult> Claims { get; init; }

    /// <summary>The points that have run, in the order of their numbers.</summary>
    [JsonConverter(typeof(OneLineEach<PointResult>))]
    public required IReadOnlyList<PointResult> Points { get; init; }

    /// <summary>What is wrong with the claims as a whole, or missing from the sweep.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}

/// <summary>What the checks showed at a point of a sweep.</summary>
/// <param name="Number">The point's number, from 1.</param>
/// <param name="Settings">The value of each swept parameter.</param>
/// <param name="Status">The worst status of its claims.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Claims">The claims and their checks.</param>
public sealed record PointResult(
    int Number,
    IReadOnlyDictionary<string, string> Settings,
    Status Status,
    double Seconds,
    IReadOnlyList<PointClaim> Claims
)
{
    /// <summary>What is kept of the results of a run at a point: all but the figures.</summary>
    public static PointResult Of(SweepPoint point, RunResults results)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(results);
        PointClaim[] claims =
        [
            .. results.Claims.Select(claim => new PointClaim(
                claim.Id,
                claim.Status,
                claim.Margin,
                [.. claim.Checks.Select(WithoutFigures)]
            )),
        ];
        return new PointResult(
            point.Number,
            point.Settings,
            ClaimSummary.Together(claims.Select(claim => claim.Status)),
            results.Run.Seconds,
            claims
        );
    }

    private static CheckResult WithoutFigures(CheckResult check) =>
        check with
        {
            Evidence = [.. check.Evidence.Where(evidence => evidence is not FigureEvidence)],
        };
}

/// <summary>What the checks of a claim showed at a point of a sweep.</summary>
/// <param name="Id">The claim's id.</param>
/// <param name="Status">How the claim ended.</param>
/// <param name="Margin">The smallest margin of its evidence; null without any.</param>
/// <param name="Checks">Its checks with their numbers.</param>
public sealed record PointClaim(string Id, Status Status, double? Margin, IReadOnlyList<CheckResult> Checks);
