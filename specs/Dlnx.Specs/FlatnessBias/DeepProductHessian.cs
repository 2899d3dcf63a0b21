using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E4-hessian",
    "Hessian of an n-parameter DLN, eq. (14) constancy, secular equation",
    Kind = ClaimKind.Proposition,
    Source = "App. E.4, eq. (14)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/loss-derivs"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $z = \prod_i\theta_i$ and a loss $\ell(z)$ put $u_i = 1/\theta_i$, $\alpha = \ell'z$, $\beta = \ell''z^2 + \ell'z$.
        The Hessian is $H = \beta uu^\top - \alpha\,\mathrm{diag}(u_i^2)$. If $Hv = \lambda v$ then the products
        $$v_i\Big(\lambda\theta_i + \frac\alpha{\theta_i}\Big) = \beta\sum_j\frac{v_j}{\theta_j} =: C$$
        do not depend on $i$, so $v_i \propto \theta_i/(\lambda\theta_i^2 + \alpha)$, and $\lambda$ solves the secular equation
        $1 = \beta\sum_i 1/(\lambda\theta_i^2 + \alpha)$.
        """
)]
public sealed class DeepProductHessian : ProductSpec
{
    [Check]
    public void It_matches_numerical_second_derivatives()
    {
        var point = Chosen;
        var numerical = LocalCurvature.Numerical(Model, Theta, ChosenLoss);
        var largest = numerical.MaximumMagnitude();
        var loss = Math.Abs(ChosenLoss(point.Output));
        if (!(largest > 1e-3 * loss))
            Skip($"The curvature {largest:G3} drowns in the rounding of a loss of {loss:G3}; choose a larger product.");
        var agreement = Evidence.Agrees(
            "H_ijθ_iθ_j by differences",
            numerical.Span,
            LocalCurvature.InRelativeUnits(point.Hessian(), Theta).Span,
            Absolute(1e-8 * largest)
        );
        if (Math.Abs(point.Alpha) > 1e-6 * largest)
        {
            agreement
                .Rejects("βuuᵀ alone", Numerators(point, 0).Span)
                .Rejects("+α diag(u²)", Numerators(point, 1).Span);
        }
    }

    [Check]
    public void It_matches_them_for_random_products() =>
        Evidence
            .ForAll(
                "|H_ijθ_iθ_j by differences − closed form|",
                ProductCase.Any().ToArbitrary(),
                drawn => Distance(drawn, -1),
                Absolute(1e-8)
            )
            .Rejects("βuuᵀ alone", drawn => Distance(drawn, 0))
            .Rejects("+α diag(u²)", drawn => Distance(drawn, 1));

    [Check]
    public void An_eigenvector_has_one_constant()
    {
        Evidence
            .ForAll(
                "|v_i(λθ_i + α/θ_i) − C|/max(|λθ_i| + |α/θ_i|)",
                ProductCase.Any().ToArbitrary(),
                drawn => drawn.HasGap ? Spread(drawn.Point, drawn.Point.Constants()) : 0,
                Absolute(1e-8)
            )
            .Rejects("v_iλθ_i, without α", drawn => Spread(drawn.Point, ProductCase.WithoutAlpha(drawn.Point)));
        var chosen = RequireGap();
        Evidence.AtMost("scaled spread at the point set", Spread(chosen, chosen.Constants()), 1e-8);
    }

    [Check]
    public void Its_eigenvalue_solves_the_secular_equation()
    {
        Evidence
            .ForAll(
                "|βΣ1/(λθ_i² + α) − 1| over its condition",
                ProductCase.Any().ToArbitrary(),
                drawn => drawn.HasGap ? SecularResidual(drawn.Point, drawn.Point.Leading.Value) : 0,
                Absolute(1e-8)
            )
            .Rejects("λ = β‖u‖², without α", drawn => SecularResidual(drawn.Point, WithoutAlphaValue(drawn.Point)));
        var chosen = RequireGap();
        Evidence.AtMost("scaled residual at the point set", SecularResidual(chosen, chosen.Leading.Value), 1e-8);
    }

    [Check]
    public void Reference_point()
    {
        double[] theta = [0.7, -1.3, 0.4, 1.9];
        var model = SumOfProducts.Single(4);
        var slopes = LossSlopes.Of(new BinaryCrossEntropy(0.3), model.Value(theta));
        var point = new ProductPoint(theta, slopes);
        var hessian = point.Hessian();
        for (var j = 0; j < 4; j++)
            Evidence.Golden($"H_1{j + 1}", hessian[0, j], Absolute(1e-11));
        Evidence.Golden("lambda_max", point.Leading.Value, Absolute(1e-11));
        Evidence
            .Agrees("H by exact derivatives", model.Hessian(theta, slopes).Span, hessian.Span, Absolute(1e-15))
            .Rejects(
                "βuuᵀ alone",
                LocalCurvature.InRelativeUnits(Numerators(point, 0), [.. theta.Select(x => 1 / x)]).Span
            );
    }

    // H_ijθ_iθ_j with a factor of the term α diag(u²).
    private static Matrix Numerators(ProductPoint point, double factor)
    {
        var size = point.Theta.Length;
        var numerators = Matrix.ScaledIdentity(size, factor * point.Alpha);
        foreach (ref var entry in numerators.Span)
            entry += point.Beta;
        return numerators;
    }

    private static double Distance(ProductCase drawn, double factor)
    {
        var model = SumOfProducts.Single(drawn.Theta.Length);
        var loss = LocalCurvature.Quadratic(drawn.Slopes, drawn.Point.Output);
        var numerical = LocalCurvature.Numerical(model, drawn.Theta, loss);
        return (numerical - Numerators(drawn.Point, factor)).MaximumMagnitude();
    }

    private static double Spread(ProductPoint point, double[] values)
    {
        var constant = point.Constant();
        return values.Max(value => Math.Abs(value - constant)) / point.LargestWeight;
    }

    private static double WithoutAlphaValue(ProductPoint point) =>
        point.Beta * point.Theta.ToArray().Sum(x => 1 / (x * x));

    private static double SecularResidual(ProductPoint point, double lambda)
    {
        double Condition(double x)
        {
            var (size, value) = (Math.Abs(lambda * x * x) + Math.Abs(point.Alpha), (lambda * x * x) + point.Alpha);
            return Math.Abs(point.Beta) * size / (value * value);
        }
        return Math.Abs(point.SecularSum(lambda) - 1) / (1 + point.Theta.ToArray().Sum(Condition));
    }
}
