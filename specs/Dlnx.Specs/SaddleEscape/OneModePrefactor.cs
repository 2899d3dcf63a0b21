using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/rem-prefactor",
    "Agreement on the manifold",
    Kind = ClaimKind.Remark,
    Source = "Section 5, remark on the prefactor",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-11", "C/thm-6"],
    Verdict = Verdict.Confirmed,
    Statement = """
        With equal gains, where the inequality of arithmetic and geometric means is saturated, the product $P = a^r$ obeys
        $\frac{dP}{d\tau} = \kappa\,r\,P^{2-2/r}$, which integrates to $\varepsilon^{-(r-2)}/(\kappa(r-2))$ at leading order:
        the prefactor of the balanced closed form.
        """,
    Explanation = """
        This is for the normalised flow. Under the uniform Euclidean flow the scalars of the symmetric manifold move at rates
        $(1/m, 1, \dots, 1, m)$; in $b_1 = \sqrt m\,a_1$, $b_L = a_L/\sqrt m$ the same $\kappa$ appears, but equal $a$ are
        unequal in $b$.
        """
)]
public sealed class OneModePrefactor : ClaimSpec
{
    private const double Threshold = 0.5;

    // Of tanh, α = 1.
    private static readonly double Kappa = ActivationConstants.Of(Activations.Tanh).Mu1;

    [Parameter("r", Min = 3, Max = 8, Description = "bottleneck layers")]
    public int Layers { get; set; } = 3;

    [Parameter("eps", Above = 0, Max = 0.4, Description = "ε")]
    public double Scale { get; set; } = 0.05;

    [Check]
    public void The_product_takes_the_time_of_the_closed_form()
    {
        foreach (var r in new[] { 3, 4, 5, Layers }.Distinct())
        {
            var closed = EscapeQuadrature.BalancedTime(r, Scale, Kappa, Threshold);
            Evidence
                .Agrees($"r = {r}: ∫dP/(κrP^(2−2/r))", Flight(r, 2 - (2.0 / r), r), closed, Relative(1e-10))
                .Rejects("exponent 2 − 1/r", Flight(r, 2 - (1.0 / r), r))
                .Rejects("factor r missing", Flight(r, 2 - (2.0 / r), 1));
            Evidence.Agrees($"r = {r}: dP/dτ integrated to P₁ = a⋆^r", Integrated(r), closed, Relative(1e-8));
        }
    }

    [Check]
    public void The_leading_prefactor_is_the_closed_forms()
    {
        const double small = 1e-4;
        foreach (var r in new[] { 3, 4, 5, Layers }.Distinct())
        {
            var time = EscapeQuadrature.BalancedTime(r, small, Kappa, Threshold);
            Evidence
                .Agrees(
                    $"r = {r}, ε = {small}: τκ(r − 2)ε^(r−2)",
                    time * Kappa * (r - 2) * Math.Pow(small, r - 2),
                    1,
                    Absolute(1e-3)
                )
                .Rejects("r instead of r − 2", (r - 2.0) / r);
        }
    }

    [Check]
    public void Equal_gains_saturate_the_inequality_of_the_means()
    {
        // dP/dτ = κP²Σ1/a_k², which is κrP^{2−2/r} exactly where the gains are equal and larger elsewhere.
        var cases = from r in Draw.Integer(3, 6) from gains in Draw.LogBetween(0.05, 1).ArrayOf(r) select gains;
        double Excess(double[] a)
        {
            var product = a.Aggregate(1.0, (all, x) => all * x);
            var exact = product * product * a.Sum(x => 1 / (x * x));
            return (exact / (a.Length * Math.Pow(product, 2 - (2.0 / a.Length)))) - 1;
        }
        Evidence
            .ForAll("dP/dτ ≥ κrP^(2−2/r)", cases.ToArbitrary(), a => Math.Max(0, -Excess(a)), Absolute(1e-12))
            .Rejects("equality for unequal gains", a => Math.Abs(Excess(a)));
        Evidence.Agrees("the excess at equal gains", Excess([0.3, 0.3, 0.3, 0.3]), 0, Absolute(1e-14));
    }

    private double Flight(int r, double exponent, double factor) =>
        LogarithmicQuadrature.Integrate(
            p => 1 / (Kappa * factor * Math.Pow(p, exponent)),
            Math.Pow(Scale, r),
            Math.Pow(Threshold, r)
        );

    // From the end back to the start, because near the end the time left is small against the time gone by.
    private double Integrated(int r)
    {
        var start = Math.Pow(Scale, r);
        void Grow(double t, ReadOnlySpan<double> p, Span<double> rate) =>
            rate[0] = Kappa * r * Math.Pow(p[0], 2 - (2.0 / r));
        var options = new OdeOptions
        {
            RelativeTolerance = 1e-11,
            AbsoluteTolerance = 1e-12 * start,
            Cancellation = Cancellation,
        };
        var begun = new OdeEvent((_, p) => (p[0] / start) - 1, EventDirection.Falling, EventAction.Stop);
        return -OdeSolver.Solve(Grow, 0, [Math.Pow(Threshold, r)], -1e30, options, begun).OrThrow().Time;
    }
}
