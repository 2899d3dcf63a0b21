using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/linear-stability",
    "Gradient descent from noise around the example minimum of A/prop-4.1",
    Source = "A/prop-D.1"
)]
public sealed class PerturbationGrowth : Quantity
{
    private const int Early = 600;
    private const ulong FrameStream = 1;
    private const ulong NoiseStream = 2;

    [Parameter(Above = 0, Below = 3, Description = "ηλ of the sharpest mode")]
    public double EtaLambda { get; set; } = 1.98;

    [Parameter("perturb", Min = 1e-12, Max = 1e-3, Description = "standard deviation of the noise on all weights")]
    public double Perturbation { get; set; } = 1e-7;

    [Parameter(Min = 1, Max = 1_000_000, Description = "losses recorded, the first before the first step")]
    public int Steps { get; set; } = 1200;

    [Parameter(Min = 0, Description = "seed of the noise")]
    public int Seed { get; set; } = 1;

    public override Outputs Evaluate()
    {
        var minimum = ReferenceMinimum.In(new RandomStream(FrameStream));
        var noise = new RandomStream(NoiseStream).Substream((ulong)Seed);
        var start = PerturbedMinimum.Start(minimum, Perturbation, noise);
        var losses = PerturbedMinimum.Losses(start, minimum.Target, EtaLambda / minimum.Sharpness, Steps);
        var early = losses.Length > Early ? Defined.OrNull(losses[Early]) : null;
        return new Outputs
        {
            { "loss600", early },
            { "lossEnd", Defined.OrNull(losses[^1]) },
            { "ratio", early is > 0 ? Defined.OrNull(losses[^1] / early.Value) : null },
        };
    }
}
