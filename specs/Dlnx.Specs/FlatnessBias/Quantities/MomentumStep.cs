using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/momentum-threshold", "Largest stable learning rate with a mean of gradients", Source = "D/I-momentum")]
public sealed class MomentumStep : Quantity
{
    [Parameter("beta1", Min = 0, Below = 1, Description = "β₁, decay of the mean of gradients")]
    public double Beta1 { get; set; } = 0.9;

    [Parameter(Above = 0, Max = 1e6, Description = "λ, curvature of the coordinate")]
    public double Lambda { get; set; } = 1;

    [Parameter("d", Above = 0, Max = 1e6, Description = "entry of the frozen preconditioner")]
    public double Divisor { get; set; } = 1;

    [Parameter(
        "eta",
        Min = 0,
        Max = 1e12,
        Description = "learning rate of the spectral radius; the threshold by default"
    )]
    public double? LearningRate { get; set; }

    public override Outputs Evaluate()
    {
        var largest = MomentumStability.Threshold(Beta1) * Divisor / Lambda;
        return new Outputs
        {
            { "eta_max", largest },
            {
                "spectral_radius",
                MomentumStability.SpectralRadius(Beta1, (LearningRate ?? largest) * Lambda / Divisor)
            },
        };
    }
}
