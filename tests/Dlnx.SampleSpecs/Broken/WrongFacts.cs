namespace Dlnx.SampleSpecs.Broken;

/// <summary>One broken piece of evidence of each remaining kind, between pieces that hold: all are collected.</summary>
[Claim(
    "Sample/wrong-facts",
    "Facts, bounds and trends that do not hold",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "Facts, bounds and trends that do not hold."
)]
public sealed class WrongFacts : ClaimSpec
{
    [Check]
    public void Collects_all_evidence()
    {
        Evidence.Matches("before", 1, 1);
        Evidence.Matches<IReadOnlyList<int>>("periods", [2, 4], [2, 8]);
        Evidence.Below("a bound", 2, 1);
        Evidence.AtLeast("not a number", double.NaN, 1);
        Evidence.Trend("grows", [0.5, -0.25, 0, 1], atLeast: 3);
        Evidence.Trend("rises", [1, 1], atLeast: 2).Rejects("falls", [-1, -1]).Rejects("stays", [-1, 0.5]);
        Evidence.Agrees("not a number", double.NaN, 1, Absolute(1));
        Evidence.Matches("after", 1, 1);
    }
}
