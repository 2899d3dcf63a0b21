using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/regimes",
    "The learning rates at which the rotation of the leading eigenvector is said to turn",
    Source = "D/regimes"
)]
public sealed class Regimes : Quantity
{
    [Parameter("theta1", Min = -1e6, Max = 1e6, Description = "θ₁, not 0 together with θ₂")]
    public double First { get; set; } = 0.2;

    [Parameter("theta2", Min = -1e6, Max = 1e6, Description = "θ₂")]
    public double Second { get; set; } = 1;

    [Parameter("zstar", Min = -1e6, Max = 1e6, Description = "z*, which sets ℓ′ = ℓ″(z − z*)")]
    public double Target { get; set; }

    [Parameter("lpp", Above = 0, Max = 1e6, Description = "ℓ″")]
    public double Curvature { get; set; } = 1;

    public override void Validate()
    {
        if (First == 0 && Second == 0)
            throw new ParameterException("theta1", "and theta2 are both 0; no learning rate rotates anything there.");
    }

    public override Outputs Evaluate()
    {
        var point = new FactorPair(First, Second, Curvature * ((First * Second) - Target), Curvature);
        var at = RotationThresholds.At(point);
        return new()
        {
            { "two_over_S", 2 / point.SquaredNorm },
            { "eta1", at.Approximate },
            { "two_over_lambda_max", at.Instantaneous },
            { "newton", at.Newton },
            { "window_end", Defined.OrNull(at.WindowEnd) },
        };
    }
}
