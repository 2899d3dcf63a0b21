using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters.Html;

/// <summary>One piece of evidence in the columns of the table.</summary>
internal sealed record EvidenceRow(string Name, string Found, string Claimed)
{
    public string ClaimedWord { get; private init; } = "expected";
    public string Deviation { get; private init; } = "";
    public Markup Margin { get; private init; } = Markup.Empty;
    public IReadOnlyList<RivalRow> Rivals { get; private init; } = [];
    public IReadOnlyList<string> Notes { get; private init; } = [];

    public static EvidenceRow Of(Evidence evidence) =>
        evidence switch
        {
            AgreementEvidence a => Of(a),
            FactEvidence f => Of(f),
            BoundEvidence b => new EvidenceRow(
                b.Name,
                NumberText.Full(b.Value),
                Words.Of(b.Relation) + NumberText.Full(b.Bound)
            )
            {
                Margin = MarginBar.Of(b.Holds ? Math.Max(0, b.Margin) : Math.Min(b.Margin, -1e-9)),
            },
            PropertyEvidence p => Of(p),
            TrendEvidence t => new EvidenceRow(t.Name, $"{t.Holding} of {t.Of}", $"at least {t.Required} of {t.Of}")
            {
                Margin = MarginBar.Dots(t.Margins),
                Rivals = Of(t.Rivals, "repetitions"),
            },
            GoldenEvidence g => Of(g),
            _ => new EvidenceRow(evidence.Name, "", ""),
        };

    private static EvidenceRow Of(AgreementEvidence a) =>
        new(a.Name, NumberText.Full(a.Measured), NumberText.Full(a.Predicted))
        {
            ClaimedWord = "predicted",
            Deviation = OfTolerance(a.Deviation, a.Tolerance),
            Margin = MarginBar.Of(a.Margin),
            Rivals = [.. a.Rivals.Select(rival => new RivalRow(rival.Name, Says(rival, a.Tolerance), rival.Rejected))],
            Notes = a.Entries > 1 ? [$"{a.Entries} entries; the one that deviates most is shown"] : [],
        };

    private static EvidenceRow Of(FactEvidence f) =>
        new(f.Name, f.Measured, f.Expected)
        {
            Deviation = "exact",
            Margin = MarginBar.Of(f.Measured == f.Expected ? 1 : -1),
            Rivals = [.. f.Rivals.Select(rival => new RivalRow(rival.Name, rival.Expected, rival.Rejected))],
        };

    private static EvidenceRow Of(PropertyEvidence p) =>
        new(p.Name, $"{p.Cases} cases", $"Δ ≤ {NumberText.Short(p.Tolerance.Value)}{Words.Of(p.Tolerance.Scale)}")
        {
            Deviation = $"largest {NumberText.Short(p.LargestDeviation)}",
            Margin = MarginBar.Of(p.Margin),
            Rivals = Of(p.Rivals, "cases"),
            Notes =
                p.WorstCase.Length > 0
                    ? [$"{(p.Holds ? "largest deviation" : "counterexample")} at {p.WorstCase}"]
                    : [],
        };

    private static IReadOnlyList<RivalRow> Of(IEnumerable<PropertyRival> rivals, string cases) =>
        [
            .. rivals.Select(rival => new RivalRow(
                rival.Name,
                $"fails in {rival.RejectedIn} of {rival.Cases} {cases}",
                rival.Rejected
            )),
        ];

    private static EvidenceRow Of(GoldenEvidence g) =>
        new(
            g.Name,
            NumberText.Full(g.Measured),
            g.Accepted is { } accepted ? NumberText.Full(accepted) : Words.Of(g.State)
        )
        {
            ClaimedWord = "accepted",
            Deviation = g.Deviation is { } deviation ? OfTolerance(deviation, g.Tolerance) : "",
            Margin = g.Deviation is { } d ? MarginBar.Of(g.Tolerance.Margin(d)) : Markup.Empty,
        };

    private static string OfTolerance(double deviation, Tolerance tolerance) =>
        $"{NumberText.Short(deviation)} of {NumberText.Short(tolerance.Value)}{Words.Of(tolerance.Scale)}";

    private static string Says(Rival rival, Tolerance tolerance) =>
        double.IsNaN(rival.Predicted) ? "predicts nothing of the kind"
        : tolerance.Value > 0 && double.IsFinite(rival.Deviation)
            ? $"{NumberText.Full(rival.Predicted)}, off by {NumberText.Short(rival.Deviation / tolerance.Value)} tolerances"
        : NumberText.Full(rival.Predicted);
}

/// <summary>A wrong statement and what became of it.</summary>
/// <param name="Name">The wrong statement in words.</param>
/// <param name="Says">What it says, and how far off.</param>
/// <param name="Rejected">Whether the evidence excludes it.</param>
internal sealed record RivalRow(string Name, string Says, bool Rejected);
