using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/thm-D.2",
    "Balanced split is the unique flattest minimum of each mode",
    Kind = ClaimKind.Theorem,
    Source = "Theorem D.2, eqs. (47) and (50)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-4.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $L > 2$ the equal split is the only allocation of a mode with the least sharpness: $\sum_p s_p = \sigma$, $s_p \ge 0$
        and $\lambda = \lambda^{\mathrm{min}}$ imply $s_p = \sigma/P$ for all $p$. For $L = 2$ every allocation has $\lambda = \lambda^{\mathrm{min}}$.
        """
)]
public sealed class UniqueFlattestSplit : ClaimSpec
{
    [Parameter("L", Min = 1, Max = 1000, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("P", Min = 1, Max = 1000, Description = "P")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Check]
    public void Unequal_splits_are_sharper()
    {
        var unequal = SplitCase.Dirichlet(3, fewestPathways: 2).Where(c => c.Imbalance > 1e-3).ToArbitrary();
        Evidence
            .ForAll(
                "L = 3…12, P = 2…8, some share 10⁻³ off 1/P: shortfall of λ/λ^min − 1 below 10⁻⁸",
                unequal,
                c => Math.Max(0, 1e-8 - ((c.Lambda / c.Minimum) - 1)),
                Absolute(0)
            )
            .Rejects(
                "a non-unique minimiser, as at L = 2",
                c => Math.Max(0, 1e-8 - ((AtDepthTwo(c) / (2 * c.Sigma)) - 1))
            );
    }

    [Check]
    public void At_depth_two_all_splits_are_equally_sharp() =>
        Evidence
            .ForAll(
                "L = 2: λ/λ^min − 1",
                SplitCase.Dirichlet(3, fewestPathways: 2).Where(c => c.Imbalance > 1e-3).ToArbitrary(),
                c => Math.Abs((AtDepthTwo(c) / PathwaySharpness.Minimum(2, c.Sigma, c.Pathways)) - 1),
                Absolute(1e-12)
            )
            .Rejects("a unique minimiser, as at L > 2", c => (c.Lambda / c.Minimum) - 1);

    [Check]
    public void At_the_given_setting_the_gap_opens_quadratically()
    {
        if (Depth < 3 || Pathways < 2)
            Skip("At depth 1 or 2, or with one pathway, there is nothing to be unique: L ≥ 3 and P ≥ 2 are needed.");
        var minimum = PathwaySharpness.Minimum(Depth, Sigma, Pathways);
        foreach (var shift in new[] { 1e-2, 1e-3 })
        {
            var share = Sigma / Pathways;
            double[] split = [.. Enumerable.Repeat(share, Pathways)];
            split[0] += shift * share;
            split[1] -= shift * share;
            // λ/λ^min − 1 = (2−x)(1−x)δ²/P up to δ⁴, x = 2/L: the second derivative of A/thm-4.2.
            var x = 2.0 / Depth;
            var gap = (SplitCase.LambdaOf(Depth, split) / minimum) - 1;
            Evidence
                .Agrees(
                    $"two shares moved by ±{shift:R} of 1/P: (λ/λ^min − 1)P/δ²",
                    gap * Pathways / (shift * shift),
                    (2 - x) * (1 - x),
                    Relative(1e-3)
                )
                .Rejects("a flat direction", 0);
        }
    }

    [Check]
    public void So_says_the_full_Hessian()
    {
        // Both minima realise the same target; only the split of its first mode differs.
        double[][] equal =
        [
            [1, 0.5],
            [1, 0.5],
        ];
        double[][] shifted =
        [
            [1.1, 0.5],
            [0.9, 0.5],
        ];
        foreach (var L in new[] { 2, 3, 4 })
        {
            var flat = Sharpness(L, equal);
            Evidence
                .Agrees($"L = {L}: λ_max at the equal split", flat, PathwaySharpness.Minimum(L, 2, 2), Relative(1e-12))
                .Rejects("λ^sp P^(−1)", PathwaySharpness.Single(L, 2) / 2);
            var excess = (Sharpness(L, shifted) / flat) - 1;
            if (L == 2)
                Evidence.Agrees("L = 2: relative excess at shares .55 and .45", excess, 0, Absolute(1e-12));
            else
                Evidence.Above($"L = {L}: relative excess of λ_max at shares .55 and .45", excess, 1e-3);
        }
    }

    private double Sharpness(int depth, double[][] coefficients)
    {
        var minimum = AlignedMinimum.Random([depth, depth], coefficients, new RandomStream(StreamSeed()));
        return Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(minimum.Network, minimum.Target))[0];
    }

    private static double AtDepthTwo(SplitCase c) => SplitCase.LambdaOf(2, c.Split);
}
