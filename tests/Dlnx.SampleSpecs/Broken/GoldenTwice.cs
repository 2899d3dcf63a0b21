namespace Dlnx.SampleSpecs.Broken;

/// <summary>Two golden numbers share a name.</summary>
[Claim(
    "Sample/twins",
    "Two numbers of one name",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "Two numbers of one name."
)]
public sealed class GoldenTwice : ClaimSpec
{
    [Check]
    public void The_first_twin() => Evidence.Golden("twin", 1, Absolute(0));

    [Check]
    public void The_second_twin() => Evidence.Golden("twin", 2, Absolute(0));
}
