using Dlnx.Specs.MatrixFactorization.Training;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/sample-sharpness", "Sharpness of a small perceptron on N generated textures", Source = "B/fig-9c")]
public sealed class SampleSharpness : Quantity
{
    [Parameter("N", Min = 10, Max = 1000, Description = "images")]
    public int Count { get; set; } = 160;

    [Parameter(Min = 0, Description = "of the start")]
    public int Seed { get; set; } = 1;

    [Parameter(Above = 0, Max = 0.2, Description = "η")]
    public double Eta { get; set; } = 0.08;

    [Parameter(Min = 0, Max = 100_000, Description = "steps; λ₁ is measured at every multiple of 250")]
    public int Steps { get; set; } = 2500;

    [Parameter(Min = 1, Max = 1024, Description = "of the hidden layer")]
    public int Width { get; set; } = 32;

    public override Outputs Evaluate()
    {
        var fit = new SampleFit(TrainingImages.Textures, Count, Seed, Eta, Steps, Width);
        var run = fit.Train();
        var late = fit.Ratios(run).Where(sample => sample.Step > 0).Select(sample => sample.Value).ToArray();
        return new Outputs
        {
            { "lambda_ratio_max", late.Length > 0 ? Defined.OrNull(late.Max()) : null },
            { "lambda_final", run.Sharpness.Count > 0 ? Defined.OrNull(run.Sharpness[^1].Value) : null },
            { "loss", Defined.OrNull(run.Loss) },
        };
    }
}
