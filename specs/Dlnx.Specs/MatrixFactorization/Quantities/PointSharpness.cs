using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/gfs-point", "Where gradient flow of one direction ends, and the sharpness there", Source = "B/def-3")]
public sealed class PointSharpness : Quantity
{
    [Parameter("s", Above = 0, Max = 1e6, Description = "layers of one direction")]
    public double[] Layers { get; set; } = [0.2, 0.5, 0.9];

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 2;

    public override Outputs Evaluate()
    {
        var minimum = FlowMinimum.From(Layers, Sigma);
        return new Outputs
        {
            { "tau", minimum.Shift },
            { "z", minimum.Layers },
            { "psi", Defined.OrNull(minimum.Sharpness) },
        };
    }
}
