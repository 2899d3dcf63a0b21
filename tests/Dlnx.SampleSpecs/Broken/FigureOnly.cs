using Dlnx.Verify.Figures;

namespace Dlnx.SampleSpecs.Broken;

/// <summary>A figure alone asserts nothing.</summary>
[Claim(
    "Sample/figure-only",
    "A check that only draws",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A check that only draws."
)]
public sealed class FigureOnly : ClaimSpec
{
    [Check]
    public void Only_draws() => Figure("A line", Axis.Linear("x"), Axis.Linear("y")).Line("y = x", [0, 1], [0, 1]);
}
