using Dlnx.Specs.MatrixFactorization.Training;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/image-fit", "Sharpness of a coordinate network that is fitted to an image", Source = "B/fig-9ab")]
public sealed class ImageFitRun : Quantity
{
    [Parameter(Description = "the image")]
    public ImageTarget Target { get; set; } = ImageTarget.Stripe;

    [Parameter(Min = 0, Description = "of the start")]
    public int Seed { get; set; } = 1;

    [Parameter(Above = 0, Max = 2e-3, Description = "η")]
    public double Eta { get; set; } = 5e-4;

    [Parameter(Min = 0, Max = 100_000, Description = "steps; λ₁η/2 is given at every multiple of 300")]
    public int Steps { get; set; } = 3000;

    public override Outputs Evaluate()
    {
        var fit = new ImageFit(Target, Seed, Eta, Steps);
        var run = fit.Train();
        return new Outputs
        {
            { "lambda_ratio", fit.Ratios(run).Select(sample => Defined.OrNull(sample.Value)) },
            { "loss", Defined.OrNull(run.Loss) },
        };
    }
}
