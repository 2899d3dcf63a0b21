using Dlnx.Flatness;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E6-ratio",
    "Rotation ratio across DLNs; scale invariance",
    Kind = ClaimKind.Proposition,
    Source = "App. E.6",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E6-two-term"],
    Verdict = Verdict.Corrected,
    Statement = """
        For parameters $i$ of block $a$ and $j$ of block $b$ of a sum of products the leading eigenvector has
        $$R_{ij} = \Big|\frac{v_i}{v_j}\Big|
          = \Big|\frac{C_a}{C_b}\cdot\frac{\lambda\theta_j + \alpha_b/\theta_j}{\lambda\theta_i + \alpha_a/\theta_i}\Big|,$$
        which grows with $\theta_j > \sqrt{\alpha_b/\lambda}$ at fixed constants. It does not change when all parameters are
        multiplied by $t$.
        """,
    Corrected = """
        The ratio is as stated. The whole eigenvector is invariant under $\theta \to t\theta$ for $\ell = z^p/p$ and blocks of
        equal depth; with a target, or with blocks of different depths, it changes.
        """,
    Explanation = """
        With equal depths $d$ every term of the Hessian of $z^p/p$ is homogeneous of the same degree $dp - 2$. A target or a
        second depth adds terms of another degree.
        """
)]
public sealed class RatioAcrossProducts : SumSpec
{
    private static readonly double[][] EqualDepths =
    [
        [0.5, 1.6, 1.1],
        [0.4, 0.9, 0.7],
    ];

    [Parameter(Min = 1, Max = 12, Description = "i, counted from 1 through all blocks")]
    public int I { get; set; } = 1;

    [Parameter(Min = 1, Max = 12, Description = "j, counted from 1 through all blocks")]
    public int J { get; set; } = 4;

    [Parameter(Above = 0, Below = 100, Description = "t, factor of all parameters")]
    public double Scale { get; set; } = 2;

    public override void Validate()
    {
        base.Validate();
        FactorRules.RequirePair(I, J, Blocks.Sum(block => block.Length));
    }

    [Check]
    public void The_ratio_has_the_closed_form()
    {
        Evidence
            .ForAll(
                "|predicted |v_1/v_n| over that of the eigenvector − 1|",
                SumCase.Any().ToArbitrary(),
                drawn =>
                    Resolved(drawn.Sum)
                        ? Math.Abs((drawn.Sum.PredictedRatio(0, Last(drawn)) / Measured(drawn)) - 1)
                        : 0,
                Absolute(1e-8)
            )
            .Rejects(
                "without C_a/C_b",
                drawn => Math.Abs((WithoutConstants(drawn.Sum, Last(drawn)) / Measured(drawn)) - 1)
            );
        var chosen = RequireGap();
        var (vi, vj) = (Math.Abs(chosen.Leading.Vector[I - 1]), Math.Abs(chosen.Leading.Vector[J - 1]));
        if (!(Math.Min(vi, vj) > 1e-5))
            Skip($"|v_i| = {vi:G3} and |v_j| = {vj:G3}: an entry that small is not resolved; choose another pair.");
        Evidence
            .Agrees($"|v_{I}/v_{J}| at the blocks set", vi / vj, chosen.PredictedRatio(I - 1, J - 1), Relative(1e-8))
            .Rejects("twice it", 2 * vi / vj);
    }

    [Check]
    public void It_grows_with_the_scale_beyond_the_critical_one()
    {
        Evidence
            .ForAll(
                "wrong slopes of |λx + α_b/x|, 30 points from √(α_b/λ) on",
                SumCase.Any().Where(drawn => drawn.Sum.Leading.Value > 0).ToArbitrary(),
                drawn => Falls(drawn.Sum, 1),
                Absolute(0)
            )
            .Rejects("from √(α_b/λ)/3 on", drawn => Falls(drawn.Sum, 1.0 / 3));
    }

    [Check]
    public void Equal_depths_and_a_pure_power_are_scale_invariant()
    {
        foreach (var p in new[] { 2, 4, 6 })
        {
            foreach (var t in new[] { 0.5, 2, Scale })
            {
                var before = DisjointSum.At(new PowerLoss(p), EqualDepths).Leading.Vector;
                Evidence
                    .Agrees($"p = {p}, t = {t}: v", Scaled(new PowerLoss(p), EqualDepths, t), before, Absolute(1e-12))
                    .Rejects(
                        "v of p = " + (p == 4 ? 2 : 4),
                        DisjointSum.At(new PowerLoss(p == 4 ? 2 : 4), EqualDepths).Leading.Vector
                    );
            }
        }
        var chosen = RequireGap();
        if (LossKind == SumLossKind.Mse || Blocks.Select(block => block.Length).Distinct().Count() > 1)
            Skip(
                "The loss set has a target, or the blocks set have different depths; invariance is not claimed for them."
            );
        // A rounding error of the matrix turns the eigenvector by its inverse gap.
        var rounding = 1e-14 / chosen.Leading.RelativeGap;
        Evidence.AtMost("change of v at the blocks set", Change(Loss, Blocks, Scale), Math.Max(1e-12, rounding));
    }

    [Check(Role = Role.Counterexample)]
    public void A_target_or_different_depths_break_it()
    {
        double[][] unequal =
        [
            [0.5, 1.6, 1.1],
            [0.4, 0.9],
        ];
        var (target, depths) = (Change(new SquaredLoss(1), EqualDepths, 2), Change(new PowerLoss(2), unequal, 2));
        Evidence.Golden("target 1, t = 2: largest change of v", target, Absolute(5e-5));
        Evidence.Golden("depths 3 and 2, t = 2: largest change of v", depths, Absolute(5e-5));
        Evidence.Above("target 1, t = 2: largest change of v", target, 0.05);
        Evidence.Above("depths 3 and 2, t = 2: largest change of v", depths, 0.05);
    }

    [Check]
    public void Reference_eigenvectors()
    {
        foreach (var p in new[] { 2, 4 })
        {
            var vector = DisjointSum.At(new PowerLoss(p), EqualDepths).Leading.Vector;
            for (var i = 0; i < vector.Length; i++)
                Evidence.Golden($"p = {p}: v_{i + 1}", vector[i], Absolute(1e-11));
        }
    }

    private static double[] Scaled(ScalarLoss loss, double[][] blocks, double t) =>
        DisjointSum.At(loss, [.. blocks.Select(block => block.Select(x => t * x).ToArray())]).Leading.Vector;

    private static double Change(ScalarLoss loss, double[][] blocks, double t)
    {
        var (before, after) = (DisjointSum.At(loss, blocks).Leading.Vector, Scaled(loss, blocks, t));
        return before.Zip(after, (a, b) => Math.Abs(a - b)).Max();
    }

    private static int Last(SumCase drawn) => drawn.Sum.Theta.Length - 1;

    private static double Measured(SumCase drawn) =>
        Math.Abs(drawn.Sum.Leading.Vector[0] / drawn.Sum.Leading.Vector[^1]);

    private static bool Resolved(DisjointSum sum) =>
        sum.Leading.RelativeGap > 1e-4
        && Math.Abs(sum.Leading.Vector[0]) > 1e-3
        && Math.Abs(sum.Leading.Vector[^1]) > 1e-3;

    private static double WithoutConstants(DisjointSum sum, int j) =>
        Math.Abs(sum.Weight(sum.Leading.Value, j) / sum.Weight(sum.Leading.Value, 0));

    // Points at which |λx + α/x| of the last block does not grow, on a geometric grid from a multiple of √(|α|/λ).
    private static double Falls(DisjointSum sum, double from)
    {
        var (lambda, alpha) = (sum.Leading.Value, sum.Slopes.First * sum.Products[^1]);
        var start = from * Math.Sqrt(Math.Abs(alpha) / lambda);
        double[] values =
        [
            .. Enumerable
                .Range(0, 30)
                .Select(k => start * Math.Pow(1.2, k))
                .Select(x => Math.Abs((lambda * x) + (alpha / x))),
        ];
        return values.Zip(values.Skip(1)).Count(pair => pair.Second <= pair.First);
    }
}
