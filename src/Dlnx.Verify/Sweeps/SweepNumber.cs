using System.Globalization;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>What a piece of evidence draws against a swept parameter.</summary>
/// <param name="Found">The name of what was found.</param>
/// <param name="Measured">What was found.</param>
/// <param name="Claimed">The name of what it is held against.</param>
/// <param name="Predicted">What it is held against; null for nothing.</param>
internal sealed record SweepNumber(string Found, double Measured, string Claimed, double? Predicted)
{
    /// <summary>The numbers of a piece of evidence; null when it has none.</summary>
    public static SweepNumber? Of(Evidence evidence) =>
        evidence switch
        {
            AgreementEvidence { Entries: 1 } a => new("measured", a.Measured, "predicted", a.Predicted),
            // The entry that deviates most is another one at every point: only the deviations can be compared.
            AgreementEvidence a => new("largest deviation", a.Deviation, "tolerance", a.Tolerance.Value),
            PropertyEvidence p => new("largest deviation", p.LargestDeviation, "tolerance", p.Tolerance.Value),
            BoundEvidence b => new("measured", b.Value, $"bound ({b.Relation})", b.Bound),
            TrendEvidence t => new("repetitions that hold", t.Holding, "required", t.Required),
            GoldenEvidence g => new("measured", g.Measured, "accepted", g.Accepted),
            FactEvidence f when Number(f.Measured) is { } found => new("found", found, "expected", Number(f.Expected)),
            _ => null,
        };

    /// <summary>How safely evidence holds, for comparing the same evidence at several points; negative when it does not.</summary>
    public static double Safety(Evidence evidence) =>
        evidence switch
        {
            { Holds: false } => double.NegativeInfinity,
            BoundEvidence bound => bound.Margin,
            _ => ClaimSummary.MarginOf(evidence) ?? double.PositiveInfinity,
        };

    /// <summary>A finite number from text; null when it is none.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;
}
