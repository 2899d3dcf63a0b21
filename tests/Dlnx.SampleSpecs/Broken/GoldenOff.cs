namespace Dlnx.SampleSpecs.Broken;

/// <summary>Golden numbers out of and within their tolerance.</summary>
[Claim(
    "Sample/golden-off",
    "A number that moved",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A number that moved."
)]
public sealed class GoldenOff : ClaimSpec
{
    [Check]
    public void Moved()
    {
        Evidence.Golden("moved", 2.5, Absolute(0.25));
        Evidence.Golden("within", 1.125, Absolute(0.25));
    }
}
