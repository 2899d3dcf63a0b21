namespace Dlnx.Verify.Results;

/// <summary>Evidence in words, for tables and messages.</summary>
public static class EvidenceText
{
    /// <summary>One line that says what was found.</summary>
    public static string Line(Evidence evidence) =>
        evidence switch
        {
            AgreementEvidence a => $"{a.Name}{Entries(a)}: {Number(a.Measured)} against {Number(a.Predicted)}, "
                + $"Δ {Short(a.Deviation)} of {Short(a.Tolerance.Value)} {Word(a.Tolerance.Scale)}",
            FactEvidence f => $"{f.Name}: {f.Measured}",
            BoundEvidence b => $"{b.Name}: {Number(b.Value)} {b.Relation} {Number(b.Bound)}",
            PropertyEvidence p =>
                $"{p.Name}: {p.Cases} cases, Δ ≤ {Short(p.LargestDeviation)} of {Short(p.Tolerance.Value)} {Word(p.Tolerance.Scale)}",
            TrendEvidence t => $"{t.Name}: holds in {t.Holding} of {t.Of}",
            GoldenEvidence { State: GoldenState.Compared } g =>
                $"{g.Name}: {Number(g.Measured)}, accepted {Number(g.Accepted!.Value)}, Δ {Short(g.Deviation!.Value)}",
            GoldenEvidence g => $"{g.Name}: {Number(g.Measured)}",
            _ => evidence.Name,
        };

    /// <summary>Why a piece of evidence does not hold, and what to do where that is known.</summary>
    public static string Failure(Evidence evidence) =>
        evidence switch
        {
            GoldenEvidence { State: GoldenState.Missing } g => $"{g.Name} = {g.Measured:R} has no accepted value",
            GoldenEvidence g when g.Tolerance.Allows(g.Deviation ?? 0) =>
                $"{Line(g)}: its tolerance is no longer the accepted one ({g.Tolerance})",
            GoldenEvidence g => $"{Line(g)}, allowed {g.Tolerance}",
            AgreementEvidence a when a.Tolerance.Allows(a.Deviation) =>
                $"{a.Name}: does not exclude “{string.Join("”, “", Accepted(a))}”, Δ is within {a.Tolerance}",
            PropertyEvidence p when p.Tolerance.Allows(p.LargestDeviation) =>
                $"{p.Name}: no case excludes “{string.Join("”, “", Accepted(p.Rivals))}”",
            PropertyEvidence p => $"{p.Name}: Δ {Short(p.LargestDeviation)} exceeds {p.Tolerance} for {p.WorstCase}",
            FactEvidence f when string.Equals(f.Measured, f.Expected, StringComparison.Ordinal) =>
                $"{f.Name}: {f.Measured} does not exclude “{string.Join("”, “", f.Rivals.Where(r => !r.Rejected).Select(r => r.Name))}”",
            FactEvidence f => $"{f.Name}: found {f.Measured}, expected {f.Expected}",
            TrendEvidence t when t.Holding >= t.Required =>
                $"{t.Name}: too few repetitions exclude “{string.Join("”, “", Accepted(t.Rivals))}”",
            TrendEvidence t => $"{t.Name}: holds in {t.Holding} of {t.Of}, required {t.Required}",
            _ => Line(evidence) + " does not hold",
        };

    /// <summary>Why pieces of evidence do not hold, one line for each.</summary>
    public static string Failures(IEnumerable<Evidence> evidence) =>
        string.Join("\n", evidence.Where(item => !item.Holds).Select(Failure));

    /// <summary>The evidence that says most: an agreement that excludes a rival clearly, else a property, else the rest.</summary>
    public static Evidence? Strongest(IEnumerable<Evidence> evidence) =>
        evidence
            .Where(item => item is not FigureEvidence)
            .OrderBy(item => item.Holds)
            .ThenByDescending(Strength)
            .FirstOrDefault();

    // What excludes a rival says more than what only agrees; among equals the first recorded is the claim's main point.
    private static int Strength(Evidence evidence) =>
        evidence switch
        {
            AgreementEvidence { Rivals.Count: > 0 } => 6,
            PropertyEvidence { Rivals.Count: > 0 } => 5,
            TrendEvidence { Rivals.Count: > 0 } => 4,
            PropertyEvidence => 3,
            AgreementEvidence => 2,
            GoldenEvidence => 1,
            _ => 0,
        };

    private static IEnumerable<string> Accepted(AgreementEvidence a) =>
        a.Rivals.Where(rival => !rival.Rejected).Select(rival => rival.Name);

    private static IEnumerable<string> Accepted(IEnumerable<PropertyRival> rivals) =>
        rivals.Where(rival => !rival.Rejected).Select(rival => rival.Name);

    private static string Entries(AgreementEvidence a) => a.Entries > 1 ? $" ({a.Entries} entries)" : "";

    private static string Number(double value) => value.ToString("G10");

    private static string Short(double value) => value.ToString("0.#E-0") is var text && value is 0 ? "0" : text;

    private static string Word(Scale scale) =>
        scale == Scale.Relative ? "rel."
        : scale == Scale.Mixed ? "mixed"
        : "abs.";
}
