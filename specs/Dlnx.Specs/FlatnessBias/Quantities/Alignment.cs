using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/alignment-2",
    "How the leading eigenvector of the product of two parameters is aligned, and the eigenvalues",
    Source = "D/hess-2, D/eq-R2"
)]
public sealed class Alignment : Quantity
{
    [Parameter("theta1", Min = -1e6, Max = 1e6, Description = "θ₁")]
    public double First { get; set; } = 0.5;

    [Parameter("theta2", Min = -1e6, Max = 1e6, Description = "θ₂")]
    public double Second { get; set; } = 2;

    [Parameter("lp", Min = -1e6, Max = 1e6, Description = "ℓ′(z)")]
    public double Slope { get; set; } = 0.3;

    [Parameter("lpp", Above = 0, Max = 1e6, Description = "ℓ″(z)")]
    public double Curvature { get; set; } = 1;

    public override Outputs Evaluate()
    {
        var point = new FactorPair(First, Second, Slope, Curvature);
        return new()
        {
            { "kappa", Defined.OrNull(point.Kappa) },
            { "R2", Defined.OrNull(point.AlignmentRatio) },
            { "angle", Defined.OrNull(point.Angle) },
            { "lambda_max", point.Hessian.Largest },
            { "lambda_min", point.Hessian.Smallest },
        };
    }
}
