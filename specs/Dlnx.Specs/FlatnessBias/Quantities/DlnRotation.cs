using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/dln-rotation",
    "How a step of gradient descent on ½(θ₁⋯θ_n − z*)² turns the leading eigenvector, and the thresholds",
    Source = "D/E4-polarity"
)]
public sealed class DlnRotation : Quantity
{
    [Parameter(Description = "θ, 2 to 8 entries with " + FactorRules.Magnitudes)]
    public double[] Theta { get; set; } = [0.2, 0.8, 1];

    [Parameter("zstar", Min = -1e6, Max = 1e6, Description = "z*, target")]
    public double Target { get; set; }

    [Parameter("eta", Above = 0, Max = 1e12, Description = "η, learning rate")]
    public double LearningRate { get; set; } = 3.4;

    public override void Validate() => FactorRules.Require("theta", Theta, 2, 8);

    public override Outputs Evaluate()
    {
        var rotation = new ProductRotation(Theta, new SquaredLoss(Target), LearningRate);
        return new Outputs
        {
            { "log_ratio", Defined.OrNull(rotation.LogRatio) },
            { "two_over_pair", rotation.TwoOverPair },
            { "two_over_gn", rotation.TwoOverGaussNewton },
            { "two_over_lambda_max", rotation.TwoOverSharpness },
        };
    }
}
