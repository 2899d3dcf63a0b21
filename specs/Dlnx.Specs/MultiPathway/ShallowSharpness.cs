using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;
using MathNet.Numerics.RootFinding;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-5.3-sharp",
    "\"Full signal in a shallow path is sharper than in a deep path\"",
    Kind = ClaimKind.Remark,
    Source = "Section 5.3, “Kinetic bias vs stability bias”",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-5.1"],
    Verdict = Verdict.Refuted,
    Statement = """
        A minimum with the full signal in a shallow pathway is sharper than one with the full signal in a deep pathway, so that
        stability favours deep pathways where the early dynamics favours shallow ones.
        """,
    Readings = [
        "The reason is lost (“… shrinks as the depth decreases”). If it is the exponent 2 − 2/L, the argument needs σ < 1 and "
            + "ignores the prefactor L; if it is Lσ^(2−2/L) itself, it proves the opposite.",
        "The marginal sharpness 2(L−1)s^(1−2/L) gives the same order as the sharpness.",
    ],
    Explanation = """
        The single-path sharpness $L\sigma^{2-2/L}$ increases with $L$ as soon as $\ln\sigma > -L/2$: at $\sigma = 1$ depth 3 has
        sharpness 3 and depth 5 has sharpness 5. The shallow one is the sharper of $L_1 < L_2$ only for
        $\sigma < (L_1/L_2)^{1/(2/L_1-2/L_2)}$, which is 0.147 for (3, 5). What survives: every single-path minimum is sharper
        than the optimal mixture, so gradient descent must leave it at $2/\lambda^{sp} < \eta \le 2/\lambda^*$.
        """
)]
public sealed class ShallowSharpness : ClaimSpec
{
    private static readonly int[][] Pairs =
    [
        [2, 3],
        [2, 4],
        [3, 4],
        [3, 5],
        [3, 6],
        [3, 8],
    ];

    [Parameter(Min = 2, Max = 64, Description = "L₁ < L₂")]
    public int[] Depths { get; set; } = [3, 5];

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    private DepthCrossover Crossover => DepthPair.Require(Depths);

    public override void Validate() => _ = Crossover;

    [Check(Role = Role.Counterexample)]
    public void At_target_one_the_shallow_path_is_the_flatter_one()
    {
        var (shallow, deep) = (Explicit(3), Explicit(5));
        Evidence
            .Agrees("sharpness of a single path of depth 3 and of 5, σ = 1", [shallow, deep], [3, 5], Absolute(1e-12))
            .Rejects("shallow always sharper", 5, 3)
            .Rejects("2(L−1)σ^(1−2/L), the marginal", 4, 8);
        Evidence.Below("shallow minus deep", shallow - deep, 0);
    }

    [Check]
    public void The_order_changes_at_the_threshold()
    {
        PlotSinglePaths();
        var lead = Lead(Crossover, Sigma);
        Evidence
            .Matches($"at σ = {Sigma:R} the shallow single path is sharper", lead > 0, Sigma < Crossover.EqualSharpness)
            .Rejects("the opposite", Sigma >= Crossover.EqualSharpness);
        var cases =
            from shallow in Draw.Integer(2, 30)
            from more in Draw.Integer(1, 30)
            select new DepthCrossover(shallow, shallow + more);
        Evidence
            .ForAll(
                "relative difference of the sharpnesses at the threshold",
                cases.ToArbitrary(),
                c => Math.Abs(Lead(c, c.EqualSharpness)) / PathwaySharpness.Single(c.Deep, c.EqualSharpness),
                Absolute(1e-12)
            )
            .Rejects(
                "the threshold of equal shares",
                c => Math.Abs(Lead(c, c.EqualShares)) / PathwaySharpness.Single(c.Deep, c.EqualShares)
            );
        Evidence
            .ForAll(
                "shallow sharper at 0.9 and flatter at 1.1 of the threshold (0 when both hold)",
                cases.ToArbitrary(),
                c => Lead(c, 0.9 * c.EqualSharpness) > 0 && Lead(c, 1.1 * c.EqualSharpness) < 0 ? 0 : 1,
                Absolute(0)
            )
            .Rejects("shallow always sharper", c => Lead(c, 1.1 * c.EqualSharpness) > 0 ? 0 : 1);
    }

    [Check]
    public void Reference_thresholds()
    {
        foreach (var pair in Pairs)
            Evidence.Golden(
                $"threshold of ({pair[0]}, {pair[1]})",
                DepthPair.Require(pair).EqualSharpness,
                Absolute(1e-10)
            );
    }

    [Check]
    public void The_optimal_mixture_is_flatter_than_every_single_path()
    {
        var cases =
            from depths in Draw.Integer(3, 20).ArrayOf(3)
            from sigma in Draw.LogBetween(0.01, 100)
            select new MixtureCase(depths, sigma);
        Evidence
            .ForAll(
                "λ*/min_p L_pσ^(2−2/L_p), below 1",
                cases.ToArbitrary(),
                c => Ratio(c.Depths, c.Sigma),
                Absolute(1 - 1e-9)
            )
            .Rejects("a single path is flattest", _ => 1);
        var own = Ratio(Depths, Sigma);
        if (Depths[0] > 2)
            Evidence.Below("λ*/min_p L_pσ^(2−2/L_p) at this setting", own, 1);
        else
            Evidence.AtMost("λ*/min_p L_pσ^(2−2/L_p) at this setting", own, 1 + 1e-14);
    }

    [Check]
    public void Between_the_two_critical_rates_gradient_descent_leaves_the_single_path()
    {
        // Depths 3 and 5, σ = 1: 2/λ^sp = 0.667 < η = 0.72 < 2/λ* = 0.773, from beside the shallow minimum.
        const double eta = 0.72;
        double[] start = [0.999, 0.2];
        var run = PathwayRun.Of(new PathwayMode([3, 5], 1, start), new PathwayPlan(eta, 20_000), Cancellation);
        var matrices = MatrixComparison.Of(
            [3, 5],
            [1],
            start,
            run.Plan.Rate,
            2000,
            new RandomStream(StreamSeed()),
            Cancellation
        );
        Evidence.AtLeast(
            $"digits of the shares that agree with layers over {matrices.Steps} steps",
            matrices.Digits,
            9
        );
        double Sharpness(double deep) => PathwaySharpness.OfMode([3, 5], [1 - deep, deep]);
        var boundary = Brent.FindRoot(a => Sharpness(a) - (2 / eta), 0, OptimalAllocation.Of([3, 5], 1).Shares[1]);
        var deep = run.Mode.Shares()[1];
        Evidence
            .Agrees("share of the deep path at the end, against that with λ = 2/η", deep, boundary, Absolute(0.01))
            .Rejects("it stays at its start", Math.Pow(0.2, 5))
            .Rejects("the optimal mixture", OptimalAllocation.Of([3, 5], 1).Shares[1]);
        Evidence.Above("that share minus the one with λ = 2/η: it stops beyond the boundary", deep - boundary, 0);
        Evidence.AtMost("ηλ/2 at the end", run.EtaLambdaHalf, 1);
    }

    private void PlotSinglePaths()
    {
        double[] sigmas = [.. Enumerable.Range(0, 61).Select(i => Math.Pow(10, -2 + (i / 20.0)))];
        var (shallow, deep) = (Depths[0], Depths[1]);
        Figure("All signal in one pathway", Axis.Log("σ"), Axis.Log("λ"))
            .Line($"L = {shallow}", sigmas, [.. sigmas.Select(sigma => PathwaySharpness.Single(shallow, sigma))])
            .Line($"L = {deep}", sigmas, [.. sigmas.Select(sigma => PathwaySharpness.Single(deep, sigma))])
            .Line("optimal mixture", sigmas, [.. sigmas.Select(s => OptimalAllocation.Of(Depths, s).Sharpness)])
            .Rule("(L₁/L₂)^(1/(2/L₁−2/L₂))", Crossover.EqualSharpness);
    }

    // The top eigenvalue of the dense Hessian of L layers of width 1 at a minimum with product 1.
    private double Explicit(int depth)
    {
        var minimum = AlignedMinimum.Random(
            [depth],
            [
                [1.0],
            ],
            new RandomStream(StreamSeed())
        );
        return Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(minimum.Network, minimum.Target))[0];
    }

    private static double Lead(DepthCrossover pair, double sigma) =>
        PathwaySharpness.Single(pair.Shallow, sigma) - PathwaySharpness.Single(pair.Deep, sigma);

    private static double Ratio(int[] depths, double sigma)
    {
        var allocation = OptimalAllocation.Of(depths, sigma);
        return allocation.Sharpness / allocation.SingleBest;
    }

    private sealed record MixtureCase(int[] Depths, double Sigma);
}
