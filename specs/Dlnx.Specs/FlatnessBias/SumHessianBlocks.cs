using System.Numerics.Tensors;
using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E6-two-term",
    "Sum of DLNs: Hessian blocks (eqs. 23-24) and block constancy",
    Kind = ClaimKind.Proposition,
    Source = "App. E.6, eqs. (23), (24)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E4-hessian"],
    Aliases = ["D/E6-kterm"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $z = \sum_{a=1}^kz_a$ with $z_a = \prod_{i\in a}\theta_i$ of disjoint parameters, under $\ell(z) = z^p/p$, $p$ even.
        The Hessian has the entries $\ell''z_az_b/(\theta_i\theta_j)$ between blocks and, within block $a$,
        $(\ell''z_a^2 + \ell'z_a)/(\theta_i\theta_j)$ off and $\ell''z_a^2/\theta_i^2$ on the diagonal. With
        $s_a = \sum_{i\in a}v_i/\theta_i$ and $\alpha_a = \ell'z_a$ an eigenvector has one constant per block,
        $$v_i\Big(\lambda\theta_i + \frac{\alpha_a}{\theta_i}\Big) = C_a := \ell''z_a\sum_bz_bs_b + \ell'z_as_a, \quad i\in a,$$
        and $\det(I - M(\lambda)) = 0$ for $M_{ab} = (\ell''z_az_b + \ell'z_a\delta_{ab})G_b$,
        $G_b = \sum_{i\in b}(\lambda\theta_i^2 + \alpha_b)^{-1}$. The unit vector that maximises $C_A$ is proportional to
        $(\ell''z_A^2 + \ell'z_A)/\theta_i$ on $A$ and $\ell''z_Az_B/\theta_i$ elsewhere; it is the leading eigenvector,
        $v \propto \nabla z$, when $\ell' = 0$.
        """
)]
public sealed class SumHessianBlocks : SumSpec
{
    [Check]
    public void The_blocks_match_numerical_second_derivatives()
    {
        Evidence
            .ForAll(
                "|H_ijθ_iθ_j by differences − closed form| over the largest",
                SumCase.Any().ToArbitrary(),
                drawn => Distance(drawn.Sum, drawn.Loss, WithBlocks.Coupled),
                Absolute(1e-8)
            )
            .Rejects("no blocks off the diagonal", drawn => Distance(drawn.Sum, drawn.Loss, WithBlocks.Diagonal));
        var chosen = DisjointSum.At(Loss, Blocks);
        var (output, largest) = (chosen.Products.Sum(), Closed(chosen, WithBlocks.Coupled).MaximumMagnitude());
        if (!(largest > 1e-3 * Math.Abs(Loss.Value(output))))
            Skip("The curvature at the blocks set drowns in the rounding of the loss; choose larger products.");
        Evidence.AtMost("scaled distance at the blocks set", Distance(chosen, Loss, WithBlocks.Coupled), 1e-8);
    }

    [Check]
    public void An_eigenvector_has_one_constant_per_block()
    {
        Evidence
            .ForAll(
                "|v_i(λθ_i + α_a/θ_i) − C_a|/max(|λθ_i| + |α_a/θ_i|)",
                SumCase.Any().ToArbitrary(),
                drawn => drawn.Sum.Leading.RelativeGap > 1e-6 ? Spread(drawn.Sum, a => a) : 0,
                Absolute(1e-8)
            )
            .Rejects("one constant for all blocks", drawn => Spread(drawn.Sum, _ => 0));
        Evidence.AtMost("scaled spread at the blocks set", Spread(RequireGap(), a => a), 1e-8);
    }

    [Check]
    public void The_secular_matrix_has_the_eigenvalue_one()
    {
        Evidence
            .ForAll(
                "distance of 1 from the spectrum of M(λ_max)",
                SumCase.Any().ToArbitrary(),
                drawn => IsRegular(drawn.Sum) ? SecularDistance(drawn.Sum, drawn.Sum.Leading.Value) : 0,
                Absolute(1e-8)
            )
            .Rejects("at λ = ℓ″‖∇z‖²", drawn => SecularDistance(drawn.Sum, GaussNewton(drawn.Sum)));
        var chosen = RequireGap();
        if (!IsRegular(chosen))
            Skip("λ_max is close to a pole or to the next eigenvalue at the blocks set; change them.");
        Evidence.AtMost("distance at the blocks set", SecularDistance(chosen, chosen.Leading.Value), 1e-8);
    }

    [Check]
    public void The_optimiser_of_a_block_constant_leads_without_slope()
    {
        Evidence
            .ForAll(
                "1 − |v·optimiser of C_1| at ℓ′ = 0",
                SumCase.Any().ToArbitrary(),
                drawn => Misalignment(new(drawn.Blocks, new(0, 1))),
                Absolute(1e-12)
            )
            .Rejects("at the ℓ′ of the loss", drawn => Misalignment(drawn.Sum));
        Evidence
            .ForAll(
                "excess of C_1 over its value at the optimiser",
                SumCase.Any().ToArbitrary(),
                drawn => Math.Max(0, (Math.Abs(drawn.Sum.BlockConstants()[0]) / Norm(drawn.Sum.Coefficients(0))) - 1),
                Absolute(1e-12)
            )
            .Rejects(
                "the maximum is at ∇z",
                drawn => Math.Max(0, (1 - Misalignment(drawn.Sum)) / AtGradient(drawn.Sum) - 1)
            );
    }

    private enum WithBlocks
    {
        Coupled,
        Diagonal,
    }

    // H_ijθ_iθ_j as eqs. (23) and (24) have it.
    private static Matrix Closed(DisjointSum sum, WithBlocks blocks)
    {
        var size = sum.Theta.Length;
        var (first, second) = (sum.Slopes.First, sum.Slopes.Second);
        var closed = new Matrix(size, size);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var (za, zb) = (sum.Products[sum.BlockOf(i)], sum.Products[sum.BlockOf(j)]);
                var within = sum.BlockOf(i) == sum.BlockOf(j);
                closed[i, j] = within || blocks == WithBlocks.Coupled ? second * za * zb : 0;
                closed[i, j] += within && i != j ? first * za : 0;
            }
        }
        return closed;
    }

    private static double Distance(DisjointSum sum, ScalarLoss loss, WithBlocks blocks)
    {
        var numerical = LocalCurvature.Numerical(sum.Model, sum.Theta.ToArray(), loss.Value);
        return (numerical - Closed(sum, blocks)).MaximumMagnitude() / numerical.MaximumMagnitude();
    }

    private static double Spread(DisjointSum sum, Func<int, int> blockOf)
    {
        var constants = sum.BlockConstants();
        return sum.EntryConstants().Select((c, i) => Math.Abs(c - constants[blockOf(sum.BlockOf(i))])).Max()
            / sum.LargestWeight;
    }

    private static bool IsRegular(DisjointSum sum)
    {
        var lambda = sum.Leading.Value;
        bool IsFarFromPole(int i)
        {
            var alpha = sum.Alpha(sum.BlockOf(i));
            var square = lambda * sum.Theta[i] * sum.Theta[i];
            return Math.Abs(square + alpha) > 1e-3 * (Math.Abs(square) + Math.Abs(alpha));
        }
        return sum.Leading.RelativeGap > 1e-3 && Enumerable.Range(0, sum.Theta.Length).All(IsFarFromPole);
    }

    private static double SecularDistance(DisjointSum sum, double lambda) =>
        Factorizations.Eigenvalues(sum.Secular(lambda)).Min(value => (value - 1).Magnitude);

    private static double[] Gradient(DisjointSum sum) => sum.Model.Gradient(sum.Theta);

    private static double GaussNewton(DisjointSum sum) => sum.Slopes.Second * Gradient(sum).Sum(x => x * x);

    private static double Misalignment(DisjointSum sum) =>
        1 - Math.Abs(Cosine(sum.Leading.Vector, sum.Coefficients(0)));

    private static double AtGradient(DisjointSum sum) => Math.Abs(Cosine(Gradient(sum), sum.Coefficients(0)));

    private static double Cosine(double[] a, double[] b) => TensorPrimitives.CosineSimilarity<double>(a, b);

    private static double Norm(double[] vector) => TensorPrimitives.Norm<double>(vector);
}
