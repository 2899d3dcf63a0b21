using Dlnx.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-4-top",
    "The top target mode dominates",
    Kind = ClaimKind.Remark,
    Source = "end of Section 4.1, eq. (44)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-4.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        When every mode is split equally over the pathways, the sharpest mode is the one of the largest singular value:
        $\max_i \lambda_i^{\mathrm{min}} = \lambda_1^{\mathrm{min}}$.
        """,
    Readings = [
        "With every mode equally split, as the appendix derives it: this is the reading judged.",
        "Without that qualifier, “the largest target mode dominates the sharpness” is false: a balanced mode 1 can be flatter "
            + "than a sparse mode 2; that is the negative control.",
    ]
)]
public sealed class TopModeDominates : ClaimSpec
{
    [Parameter("L", Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 1, Max = 64, Description = "P")]
    public int Pathways { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target")]
    public double[] Sigma { get; set; } = [1, 0.9];

    [Check]
    public void With_equal_splits_the_first_mode_is_the_sharpest()
    {
        var cases =
            from L in Draw.Integer(2, 12)
            from P in Draw.Integer(1, 8)
            from modes in Draw.Integer(2, 5)
            from sigma in Draw.Spectrum(modes, 0.05, 20)
            select new SpectrumCase(L, P, sigma);
        Evidence
            .ForAll(
                "index of the largest λ_i, every mode equally split, L = 2…12, P = 1…8",
                cases.ToArbitrary(),
                c => Sharpest(Array.ConvertAll(c.Sigma, s => PathwaySharpness.Minimum(c.Depth, s, c.Pathways))),
                Absolute(0)
            )
            .Rejects("always mode 1: also when mode 1 is split equally and mode 2 is not", c => Sharpest(Control(c)));
    }

    [Check]
    public void So_it_is_at_the_given_setting()
    {
        var sharpness = Array.ConvertAll(Sigma, s => PathwaySharpness.Minimum(Depth, s, Pathways));
        Evidence.Agrees(
            "max_i λ_i^min against that of the largest σ",
            sharpness.Max(),
            PathwaySharpness.Minimum(Depth, Sigma.Max(), Pathways),
            Relative(1e-15)
        );
    }

    [Check]
    public void Without_equal_splits_a_smaller_mode_can_be_sharper()
    {
        var balanced = SplitCase.LambdaOf(4, [0.25, 0.25, 0.25, 0.25]);
        var sparse = SplitCase.LambdaOf(4, [0.9, 0, 0, 0]);
        Evidence.Agrees("L = P = 4, σ₁ = 1 split equally: λ₁", balanced, 2, Absolute(1e-12)).Rejects("λ₁^sp", 4);
        Evidence.Golden("L=4, σ₂=0.9 in one pathway: λ₂", sparse, Absolute(1e-12));
        Evidence.Matches("sharper mode of the two", sparse > balanced ? 2 : 1, 2).Rejects("always mode 1", 1);
    }

    // Mode 1 split equally, mode 2 in one pathway.
    private static double[] Control(SpectrumCase c) =>
        [PathwaySharpness.Minimum(c.Depth, c.Sigma[0], c.Pathways), PathwaySharpness.Single(c.Depth, c.Sigma[1])];

    private static int Sharpest(double[] sharpness) => Array.IndexOf(sharpness, sharpness.Max());

    private sealed record SpectrumCase(int Depth, int Pathways, double[] Sigma)
    {
        public override string ToString() => $"L = {Depth}, P = {Pathways}, σ = ({string.Join(", ", Sigma)})";
    }
}
