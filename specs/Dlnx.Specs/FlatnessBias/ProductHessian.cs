using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/hess-2",
    "Hessian of the two-parameter DLN",
    Kind = ClaimKind.Remark,
    Source = "Sec. 4.1.2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/loss-derivs"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $z = \theta_1\theta_2$ and a loss $\ell(z)$,
        $$H = \begin{pmatrix}\ell''\theta_2^2 & \ell' + \ell''\theta_1\theta_2\\
          \ell' + \ell''\theta_1\theta_2 & \ell''\theta_1^2\end{pmatrix}.$$
        With $S = \theta_1^2 + \theta_2^2$ the Gauss–Newton sharpness is $\ell'' S$; for $\ell = \tfrac12z^2$ the largest
        eigenvalue is $\tfrac12\big(S + \sqrt{S^2 + 12z^2}\big) \ge S$.
        """
)]
public sealed class ProductHessian : ClaimSpec
{
    [Parameter("theta1", Min = -1e6, Max = 1e6, Description = "θ₁")]
    public double First { get; set; } = 0.5;

    [Parameter("theta2", Min = -1e6, Max = 1e6, Description = "θ₂")]
    public double Second { get; set; } = 2;

    [Parameter("lp", Min = -1e6, Max = 1e6, Description = "ℓ′(z)")]
    public double Slope { get; set; } = 0.3;

    [Parameter("lpp", Min = -1e6, Max = 1e6, Description = "ℓ″(z)")]
    public double Curvature { get; set; } = 1;

    private FactorPair Point => new(First, Second, Slope, Curvature);

    [Check]
    public void It_matches_differences_of_the_loss()
    {
        // The loss whose derivatives at z are exactly the given ones. Differences of a quadratic are exact at any step.
        double Loss(ReadOnlySpan<double> theta)
        {
            var moved = (theta[0] * theta[1]) - Point.Product;
            return moved * (Slope + (0.5 * Curvature * moved));
        }
        var step = 1e-2 * Math.Max(1, Math.Max(Math.Abs(First), Math.Abs(Second)));
        var measured = CentralDifferences.Hessian(Loss, [First, Second], step);
        var h = Point.Hessian;
        var scale = Math.Max(Math.Abs(h.XX), Math.Max(Math.Abs(h.XY), Math.Abs(h.YY)));
        if (scale == 0)
            Skip("All second derivatives vanish at this point.");
        var agreement = Evidence.Agrees(
            "∂²L by differences (11, 12, 22), relative to the largest",
            [measured[0, 0] / scale, measured[0, 1] / scale, measured[1, 1] / scale],
            [h.XX / scale, h.XY / scale, h.YY / scale],
            Absolute(1e-7)
        );
        if (Math.Abs(Slope) > 1e-5 * scale)
            agreement.Rejects(
                "Gauss–Newton, without ℓ′ off the diagonal",
                h.XX / scale,
                (h.XY - Slope) / scale,
                h.YY / scale
            );
    }

    [Check]
    public void So_it_does_for_losses_of_several_kinds()
    {
        var cases =
            from kind in Draw.Integer(0, 3)
            from first in Draw.Between(-2, 2)
            from second in Draw.Between(-2, 2)
            select new LossCase(kind, first, second);
        Evidence
            .ForAll(
                "∂²L by differences of the gradient, for mse, bce, ln cosh and the exponential loss",
                cases.ToArbitrary(),
                c => c.Deviation(FactorPair.At(c.Loss(), c.First, c.Second).Hessian.XY),
                Absolute(1e-7)
            )
            .Rejects("Gauss–Newton, without ℓ′ off the diagonal", c => c.Deviation(c.GaussNewtonCoupling()));
    }

    [Check]
    public void The_sharpness_of_half_a_square_has_a_closed_form()
    {
        var cases =
            from first in Draw.Between(-3, 3)
            from second in Draw.Between(-3, 3)
            where first != 0 || second != 0
            select FactorPair.At(new SquaredLoss(), first, second);
        Evidence
            .ForAll(
                "λ_max = ½(S + √(S² + 12z²)) against an eigenvalue solver",
                cases.ToArbitrary(),
                point => Math.Abs((Closed(point) / Leading(point)) - 1),
                Absolute(1e-13)
            )
            .Rejects("S, Gauss–Newton", point => Math.Abs((point.SquaredNorm / Leading(point)) - 1));
        Evidence.ForAll(
            "λ_max ≥ S",
            cases.ToArbitrary(),
            point => Math.Max(0, 1 - (Leading(point) / point.SquaredNorm)),
            Absolute(1e-14)
        );
    }

    [Check]
    public void Its_eigenvalues_at_the_reference_point()
    {
        var point = new FactorPair(0.5, 2, 0.3, 1);
        Evidence.Golden("smaller eigenvalue", point.Hessian.Smallest, Absolute(1e-12));
        Evidence.Golden("larger eigenvalue", point.Hessian.Largest, Absolute(1e-12));
        Evidence
            .Agrees("λ_max by an eigenvalue solver", Leading(point), point.Hessian.Largest, Relative(1e-13))
            .Rejects("ℓ″S, Gauss–Newton", point.GaussNewtonSharpness);
    }

    private static double Closed(FactorPair point)
    {
        var (s, z) = (point.SquaredNorm, point.Product);
        return 0.5 * (s + Math.Sqrt((s * s) + (12 * z * z)));
    }

    private static double Leading(FactorPair point)
    {
        var h = point.Hessian;
        return Factorizations.SymmetricEigenvalues(new Matrix(2, 2, [h.XX, h.XY, h.XY, h.YY]))[0];
    }

    private sealed record LossCase(int Kind, double First, double Second)
    {
        public ScalarLoss Loss() =>
            Kind switch
            {
                0 => new SquaredLoss(0.7),
                1 => new BinaryCrossEntropy(0.8),
                2 => new LogCoshLoss(),
                _ => new ExponentialLoss(),
            };

        public double GaussNewtonCoupling() => Loss().Curvature(First * Second) * First * Second;

        public double Deviation(double coupling)
        {
            const double h = 1e-5;
            var landscape = new PairLandscape(Loss());
            var measured =
                (landscape.Gradient(new(First, Second + h)).X - landscape.Gradient(new(First, Second - h)).X) / (2 * h);
            return Math.Abs(measured - coupling) / Math.Max(1, Math.Abs(measured));
        }
    }
}
