namespace Dlnx.SampleSpecs.Broken;

/// <summary>Evidence that does not hold is not hidden by what comes after it.</summary>
[Claim(
    "Sample/skips-after-failure",
    "A check that is broken, then skips",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A check that is broken, then skips."
)]
public sealed class SkipsAfterFailure : ClaimSpec
{
    [Check]
    public void Is_broken_before_it_skips()
    {
        Evidence.Matches("parity", "odd", "even");
        Skip("Data for the rest is missing.");
    }
}
