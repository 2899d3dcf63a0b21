using Dlnx.Numerics;
using Dlnx.Specs.MatrixFactorization.Training;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/biasfree-mlp",
    "Sharpness and oscillation of a perceptron without biases on textures",
    Source = "B/fig-17"
)]
public sealed class BiasFreeOscillation : Quantity
{
    [Parameter(Min = 0, Description = "of the start")]
    public int Seed { get; set; } = 1;

    [Parameter(Above = 0, Max = 0.6, Description = "η")]
    public double Eta { get; set; } = 0.3;

    [Parameter(Above = 0, Max = 1, Description = "factor on the start")]
    public double Scale { get; set; } = 0.3;

    [Parameter(Min = 2, Max = 512, Description = "of the hidden layers")]
    public int Width { get; set; } = 64;

    [Parameter(
        Min = BiasFreeRecord.Steps,
        Max = 20_000,
        Description = "steps; λ₁η/2 is given at every multiple of 150, the autocorrelations over the last 300"
    )]
    public int Steps { get; set; } = 1500;

    public override Outputs Evaluate()
    {
        var fit = new BiasFreeFit(TrainingImages.Textures, Seed, Eta, Scale, Width, Steps);
        var (run, traces) = BiasFreeRecord.Of(fit);
        var ended = run.Steps == Steps && double.IsFinite(run.Loss);
        return new Outputs
        {
            { "lambda_ratio", fit.Ratios(run).Select(sample => Defined.OrNull(sample.Value)) },
            { "sigma_lag1", ended ? Lag(traces.Trace(0), 1) : null },
            { "sigma_lag2", ended ? Lag(traces.Trace(0), 2) : null },
            { "loss_lag2", ended ? Lag(run.Losses[^BiasFreeRecord.Steps..], 2) : null },
        };
    }

    private static double? Lag(double[] trace, int lag) =>
        Defined.OrNull(TimeSeries.Autocorrelation(TimeSeries.SecondDifferences(trace), lag));
}
