namespace Dlnx.SampleSpecs.Broken;

/// <summary>A golden number whose accepted tolerance is another one.</summary>
[Claim(
    "Sample/golden-tolerance",
    "A tolerance that changed",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A tolerance that changed."
)]
public sealed class GoldenTolerance : ClaimSpec
{
    [Check]
    public void Asks_for_another_tolerance() => Evidence.Golden("loosened", 1, Absolute(0.5));
}
