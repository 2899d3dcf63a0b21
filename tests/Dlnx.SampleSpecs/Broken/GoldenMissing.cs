namespace Dlnx.SampleSpecs.Broken;

/// <summary>A golden number without an accepted value.</summary>
[Claim(
    "Sample/golden-missing",
    "A number that nobody accepted",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A number that nobody accepted."
)]
public sealed class GoldenMissing : ClaimSpec
{
    [Check]
    public void Has_no_accepted_number() => Evidence.Golden("fresh", 1.5, Relative(1e-9));
}
