namespace Dlnx.SampleSpecs.Holding;

/// <summary>Reproduced, but by checks that would hold for almost any theory.</summary>
[Claim(
    "Sample/blind",
    "Checks that hold whatever is claimed",
    Kind = ClaimKind.Remark,
    Source = "Textbook, Remark 7",
    Verdict = Verdict.Confirmed,
    Statement = "$1/2$ is a number."
)]
public sealed class Blind : ClaimSpec
{
    [Check]
    public void A_bound_that_is_far_away() => Evidence.Below("1/2", 0.5, 1e6);

    [Check]
    public void A_word_without_a_rival() => Evidence.Matches("1/2 is finite", double.IsFinite(0.5), expected: true);

    [Check]
    public void A_tolerance_that_allows_anything() => Evidence.Agrees("1/2", 0.5, 0.5, Absolute(10));

    [Check]
    public void A_trend_that_its_opposite_fulfils_too() => Evidence.Trend("grows", [1, -1], atLeast: 1);
}
