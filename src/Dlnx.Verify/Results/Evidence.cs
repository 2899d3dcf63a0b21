using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Dlnx.Verify.Results;

/// <summary>What a check leaves behind: numbers, and whether they say what was claimed.</summary>
/// <param name="Name">What was measured, in the words or symbols of the paper.</param>
/// <param name="Holds">Whether the numbers agree with the claim.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AgreementEvidence), "agreement")]
[JsonDerivedType(typeof(FactEvidence), "fact")]
[JsonDerivedType(typeof(BoundEvidence), "bound")]
[JsonDerivedType(typeof(PropertyEvidence), "property")]
[JsonDerivedType(typeof(TrendEvidence), "trend")]
[JsonDerivedType(typeof(GoldenEvidence), "golden")]
[JsonDerivedType(typeof(FigureEvidence), "figure")]
public abstract record Evidence(string Name, bool Holds)
{
    /// <summary>
    /// The smallest change of its prediction that it notices; null when it holds against every change tried, does not
    /// hold, or predicts no number.
    /// </summary>
    public Sensitivity? Notices { get; init; }
}

/// <summary>A measured number against a predicted one; for a list, the entry that deviates most.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Measured">The measured number.</param>
/// <param name="Predicted">What the claim predicts.</param>
/// <param name="Tolerance">The largest deviation that counts as agreement.</param>
/// <param name="Deviation">The deviation, on the tolerance's scale.</param>
/// <param name="Margin">1 − deviation/tolerance: 1 is perfect, 0 is at the limit, negative is broken.</param>
/// <param name="Resolution">The smallest relative change of the prediction that would be noticed; null at prediction 0.</param>
/// <param name="Entries">How many numbers were compared.</param>
/// <param name="Rivals">The wrong predictions that the same measurement was held against.</param>
/// <param name="Holds">Whether measurement and prediction agree and every rival is rejected.</param>
public sealed record AgreementEvidence(
    string Name,
    double Measured,
    double Predicted,
    Tolerance Tolerance,
    double Deviation,
    double Margin,
    double? Resolution,
    int Entries,
    IReadOnlyList<Rival> Rivals,
    bool Holds
) : Evidence(Name, Holds);

/// <summary>A plausible wrong prediction.</summary>
/// <param name="Name">The wrong formula in words.</param>
/// <param name="Predicted">What it predicts; NaN when it predicts nothing at all.</param>
/// <param name="Deviation">How far the measurement is from it, on the tolerance's scale.</param>
/// <param name="Rejected">Whether the measurement excludes it: the deviation exceeds the tolerance.</param>
public sealed record Rival(string Name, double Predicted, double Deviation, bool Rejected);

/// <summary>An exact statement: a count, a period, a word.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Measured">What was found.</param>
/// <param name="Expected">What the claim says.</param>
/// <param name="Rivals">Wrong statements that the same finding excludes.</param>
/// <param name="Holds">Whether finding and claim are the same and differ from every rival.</param>
public sealed record FactEvidence(
    string Name,
    string Measured,
    string Expected,
    IReadOnlyList<FactRival> Rivals,
    bool Holds
) : Evidence(Name, Holds);

/// <summary>A plausible wrong statement.</summary>
/// <param name="Name">The wrong statement in words.</param>
/// <param name="Expected">What it says.</param>
/// <param name="Rejected">Whether the finding differs from it.</param>
public sealed record FactRival(string Name, string Expected, bool Rejected);

/// <summary>An inequality.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The measured number.</param>
/// <param name="Relation">“below”, “above”, “at most” or “at least”.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Margin">The distance from the bound relative to the bound, negative when broken.</param>
/// <param name="Holds">Whether the inequality holds.</param>
public sealed record BoundEvidence(string Name, double Value, string Relation, double Bound, double Margin, bool Holds)
    : Evidence(Name, Holds);

/// <summary>A statement tried on generated cases.</summary>
/// <param name="Name">The statement.</param>
/// <param name="Cases">How many cases were tried.</param>
/// <param name="LargestDeviation">The largest deviation seen, on the tolerance's scale.</param>
/// <param name="Tolerance">The largest deviation allowed.</param>
/// <param name="Margin">1 − largest deviation/tolerance.</param>
/// <param name="Seed">The seed from which all cases were drawn.</param>
/// <param name="WorstCase">The case with the largest deviation; for a broken statement the shrunk counterexample.</param>
/// <param name="Rivals">Wrong statements, with the share of the cases that exclude each.</param>
/// <param name="Holds">Whether no case deviated too much and every rival failed on some case.</param>
public sealed record PropertyEvidence(
    string Name,
    int Cases,
    double LargestDeviation,
    Tolerance Tolerance,
    double Margin,
    string Seed,
    string WorstCase,
    IReadOnlyList<PropertyRival> Rivals,
    bool Holds
) : Evidence(Name, Holds);

/// <summary>A plausible wrong statement tried on the same cases or repetitions.</summary>
/// <param name="Name">The wrong statement in words.</param>
/// <param name="RejectedIn">The number of cases that exclude it.</param>
/// <param name="Cases">The number of cases it was tried on.</param>
/// <param name="Rejected">Whether enough cases exclude it: one, or as many repetitions as a trend must hold in.</param>
public sealed record PropertyRival(string Name, int RejectedIn, int Cases, bool Rejected);

/// <summary>An ordering or monotone statement counted over repetitions, such as seeds.</summary>
/// <param name="Name">The statement.</param>
/// <param name="Holding">In how many repetitions it holds.</param>
/// <param name="Of">The number of repetitions.</param>
/// <param name="Required">In how many it must hold.</param>
/// <param name="Margins">The signed distance by which it holds in each repetition.</param>
/// <param name="Rivals">Wrong statements, with the number of repetitions that exclude each.</param>
/// <param name="Holds">Whether it holds often enough and every rival fails as often.</param>
public sealed record TrendEvidence(
    string Name,
    int Holding,
    int Of,
    int Required,
    IReadOnlyList<double> Margins,
    IReadOnlyList<PropertyRival> Rivals,
    bool Holds
) : Evidence(Name, Holds);

/// <summary>A number against its accepted value in the golden file.</summary>
/// <param name="Name">The number's name, unique within the claim.</param>
/// <param name="Measured">The number of this run.</param>
/// <param name="Accepted">The accepted number; null when there is none.</param>
/// <param name="Tolerance">The largest deviation allowed.</param>
/// <param name="Deviation">The deviation, on the tolerance's scale; null when there is nothing to compare.</param>
/// <param name="State">Whether it was compared, and if not, why.</param>
/// <param name="Holds">Whether the numbers agree, or a comparison does not apply.</param>
public sealed record GoldenEvidence(
    string Name,
    double Measured,
    double? Accepted,
    Tolerance Tolerance,
    double? Deviation,
    GoldenState State,
    bool Holds
) : Evidence(Name, Holds);

/// <summary>What became of a golden comparison.</summary>
public enum GoldenState
{
    /// <summary>Compared with the accepted number.</summary>
    Compared,

    /// <summary>There is no accepted number yet.</summary>
    Missing,

    /// <summary>Parameters differ from the defaults, so the accepted number does not apply.</summary>
    NotApplicable,
}

/// <summary>A figure: a Vega-Lite specification and the table it draws.</summary>
/// <param name="Name">The figure's title, unique within the claim.</param>
/// <param name="Spec">The Vega-Lite 6 specification; its data source is named <c>table</c>.</param>
/// <param name="Table">The columns of the table, by name; equally long lists.</param>
public sealed record FigureEvidence(
    string Name,
    JsonObject Spec,
    [property: JsonConverter(typeof(CompactColumns))] IReadOnlyDictionary<string, JsonArray> Table
) : Evidence(Name, Holds: true);
