using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/sgd-temperature",
    "The stationary variance of gradient descent with noise on a quadratic, exact and by the diffusion",
    Source = "D/eq-2-3"
)]
public sealed class SgdTemperature : Quantity
{
    [Parameter("eta", Above = 0, Description = "η, below 2/λ")]
    public double LearningRate { get; set; } = 0.1;

    [Parameter("lambda", Above = 0, Max = 1e6, Description = "λ, curvature")]
    public double Curvature { get; set; } = 1;

    [Parameter("rho", Min = 0, Max = 10, Description = "ρ, scale of the noise")]
    public double NoiseScale { get; set; } = 1;

    [Parameter("s2", Above = 0, Max = 1e6, Description = "s², noise variance of one step, batch size divided out")]
    public double Variance { get; set; } = 0.49;

    public override void Validate()
    {
        if (!(LearningRate * Curvature < 2))
            throw new ParameterException("eta", $"is {LearningRate:R}; it must be below 2/lambda = {2 / Curvature:R}.");
    }

    public override Outputs Evaluate()
    {
        var law = new StationaryNoise(LearningRate, Curvature, NoiseScale, Variance);
        return new()
        {
            { "var_exact", law.ExactVariance },
            { "var_sde", law.DiffusionVariance },
            { "ratio", law.Ratio },
            { "temperature", law.Temperature },
        };
    }
}
