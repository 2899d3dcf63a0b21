namespace Dlnx.SampleSpecs.Broken;

/// <summary>An agreement out of its tolerance.</summary>
[Claim(
    "Sample/out-of-tolerance",
    "A sum that is off",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A sum that is off."
)]
public sealed class OutOfTolerance : ClaimSpec
{
    [Check]
    public void The_sum_is_off() =>
        Evidence.Agrees("S₁", measured: 1.5, predicted: 1.25, Absolute(0.125)).Rejects("2", 2);
}
