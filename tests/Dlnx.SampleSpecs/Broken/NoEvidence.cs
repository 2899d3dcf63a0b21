namespace Dlnx.SampleSpecs.Broken;

/// <summary>Passes without a number.</summary>
[Claim(
    "Sample/no-evidence",
    "A check that leaves nothing",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A check that leaves nothing."
)]
public sealed class NoEvidence : ClaimSpec
{
    [Check]
    public void Leaves_nothing() => _ = Evidence;
}
