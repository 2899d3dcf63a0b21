using System.Numerics.Tensors;
using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/eq-15",
    "Inverse-scale direction by constrained maximisation",
    Kind = ClaimKind.Proposition,
    Source = "eq. (15)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E4-hessian"],
    Verdict = Verdict.Confirmed,
    Statement = """
        $\max\{\sum_j v_j/\theta_j : \|v\| = 1\}$ is attained at $\tilde v_i = c/\theta_i$ with
        $c = (\sum_j\theta_j^{-2})^{-1/2}$ and equals $1/c$; $\tilde v \propto \nabla z$. The leading eigenvector of the Hessian
        of $\ell(\theta_1\cdots\theta_n)$ is $\tilde v$, with $\lambda = \ell''\|\nabla z\|^2$ if $\ell' = 0$, exactly when
        $\ell'z = 0$ or all $|\theta_i|$ are equal.
        """,
    Explanation = """
        That a larger sum means a larger $\lambda$ is an argument only at $\ell' = 0$; otherwise it is heuristic. With equal
        $|\theta_i|$ the equality needs $\beta = \ell''z^2 + \ell'z > 0$: for $\beta < 0$ the direction $\tilde v$ has the smallest
        eigenvalue.
        """
)]
public sealed class InverseScaleDirection : ClaimSpec
{
    [Parameter(Description = "θ, 2 to 8 entries with " + FactorRules.Magnitudes)]
    public double[] Theta { get; set; } = [0.3, 0.8, 1.5];

    private bool AllEqual => Theta.Max(Math.Abs) - Theta.Min(Math.Abs) < 1e-6 * Theta.Max(Math.Abs);

    public override void Validate() => FactorRules.Require("theta", Theta, 2, 8);

    [Check]
    public void It_maximises_the_sum_of_inverse_scales()
    {
        var inverse = new InverseScales(Theta);
        var attained = Evidence.Agrees(
            "Σṽ_j/θ_j",
            Theta.Select((x, j) => inverse.Direction[j] / x).Sum(),
            inverse.Maximum,
            Relative(1e-12)
        );
        if (!AllEqual)
            attained.Rejects("that of v ∝ θ_i", AlongScales);
        var bound = Evidence.ForAll(
            "excess of cΣv_j/θ_j over 1",
            Draw.Seed().Select(seed => Near(inverse.Direction, new RandomStream(seed))).ToArbitrary(),
            vector => Math.Max(0, (inverse.Sum(vector) / inverse.Maximum) - 1),
            Absolute(1e-12)
        );
        if (!AllEqual)
            bound.Rejects("the largest sum is at v ∝ θ_i", v => Math.Max(0, (inverse.Sum(v) / AlongScales) - 1));
    }

    [Check]
    public void It_leads_the_hessian_where_the_slope_vanishes()
    {
        var point = new ProductPoint(Theta, new LossSlopes(0, 1));
        var (inverse, gradient) = (new InverseScales(Theta), SumOfProducts.Single(Theta.Length).Gradient(Theta));
        var norm = gradient.Sum(x => x * x);
        var agreement = Evidence.Agrees("|v·ṽ|", inverse.Cosine(point.Leading.Vector), 1, Absolute(1e-12));
        if (!AllEqual)
            agreement.Rejects("v ∝ θ_i", AlongScales / inverse.Maximum);
        Evidence
            .Agrees("λ/‖∇z‖² at ℓ″ = 1", point.Leading.Value / norm, 1, Absolute(1e-12))
            .Rejects("half of it: ℓ = z² for ℓ = ½z²", 0.5);
        Evidence
            .ForAll(
                "1 − |v·ṽ| at ℓ′ = 0",
                ProductCase.Any().Select(Flat).ToArbitrary(),
                drawn => 1 - new InverseScales(drawn.Theta).Cosine(drawn.Point.Leading.Vector),
                Absolute(1e-12)
            )
            .Rejects(
                "v ∝ θ_i",
                drawn => 1 - (drawn.Theta.Length / Norm(drawn.Theta) * new InverseScales(drawn.Theta).Scale)
            );
    }

    [Check]
    public void It_does_not_where_the_slope_and_the_scales_differ()
    {
        Evidence
            .ForAll(
                "|v·ṽ| = 1 iff the scales are equal, β > 0 (0 agrees, 1 does not)",
                ProductCase.WithPositiveBeta().Where(drawn => Math.Abs(drawn.Point.Alpha) > 1e-3).ToArbitrary(),
                drawn => Aligned(drawn) || !Aligned(Levelled(drawn)) ? 1 : 0,
                Absolute(0)
            )
            .Rejects("|v·ṽ| = 1 for unequal scales too", drawn => Aligned(drawn) ? 0 : 1);
        double[] theta = [0.3, 0.8, 1.5];
        var toy = new ProductPoint(theta, new LossSlopes(0.36, 1));
        var cosine = new InverseScales(theta).Cosine(toy.Leading.Vector);
        Evidence.Golden("theta = (0.3, 0.8, 1.5), z* = 0: cos", cosine, Absolute(1e-10));
    }

    // Σv_j/θ_j at v = θ/‖θ‖.
    private double AlongScales => Theta.Length / Norm(Theta);

    private static ProductCase Flat(ProductCase drawn) => new(drawn.Theta, new(0, drawn.Slopes.Second));

    private static ProductCase Levelled(ProductCase drawn) =>
        new([.. drawn.Theta.Select(x => (double)Math.Sign(x))], new(Math.Sign(drawn.Point.Output), 1));

    private static bool Aligned(ProductCase drawn) =>
        1 - new InverseScales(drawn.Theta).Cosine(drawn.Point.Leading.Vector) < 1e-12;

    // Unit vectors around ṽ and far from it.
    private static double[] Near(double[] direction, RandomStream stream)
    {
        var spread = Math.Pow(10, stream.NextUniform(-6, 1));
        double[] vector = [.. direction.Select(x => x + (spread * stream.NextNormal()))];
        var norm = Norm(vector);
        return [.. vector.Select(x => x / norm)];
    }

    private static double Norm(double[] vector) => TensorPrimitives.Norm<double>(vector);
}
