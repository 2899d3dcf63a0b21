using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/rem-corners",
    "Remarks on the corners",
    Kind = ClaimKind.Remark,
    Source = "Appendix D.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-11"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Escape with $r$ bottleneck layers takes $\int_\varepsilon^\delta M^{1-r}\,dM$ up to constants. The power law
        $\varepsilon^{-(r-2)}$ put formally at $r = 2$ gives a constant, below the true logarithm, and at $r = 1$ it gives
        $\varepsilon$, below the true constant.
        """
)]
public sealed class CriticalDepthCorners : ClaimSpec
{
    private const double Small = 1e-3;
    private const double Large = 0.3;

    [Check]
    public void The_corners_follow_from_one_integral()
    {
        double[] measured = [.. Enumerable.Range(1, 4).Select(r => Integral(r, Small))];
        double[] closed =
        [
            Large - Small,
            Math.Log(Large / Small),
            (1 / Small) - (1 / Large),
            0.5 * ((1 / (Small * Small)) - (1 / (Large * Large))),
        ];
        Evidence.Agrees("∫M^(1−r)dM from ε to δ, r = 1…4", measured, closed, Relative(1e-12));
        double Local(int r) => Integral(r, Small / 10) / Integral(r, Small);
        Evidence
            .Agrees(
                "r = 2: growth from ε to ε/10",
                Integral(2, Small / 10) - Integral(2, Small),
                Math.Log(10),
                Absolute(1e-12)
            )
            .Rejects("the power law: a constant, no growth", 0);
        Evidence
            .Agrees("r = 1: ratio at ε/10 and ε", Local(1), 1, Absolute(0.01))
            .Rejects("the power law: ε, ratio 1/10", 0.1);
        Evidence
            .Agrees("r = 3 and 4: ratio at ε/10 and ε", [Local(3), Local(4)], [10, 100], Relative(0.01))
            .Rejects("ε^(−(r−1))", 100, 1000);
    }

    // With u = M² and κ = 1 the normal form's time of depth r is this integral.
    private static double Integral(int r, double small) => new ScalarNormalForm(r, 2, 1, 0).Time(small, Large * Large);
}
