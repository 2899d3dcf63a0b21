using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/depth-profile", "The sharpness at the minimum against the depth", Source = "B/rem-depth, B/fig-16")]
public sealed class SharpnessByDepth : Quantity
{
    [Parameter(Above = 0, Max = 1e6, Description = "largest singular value of the target")]
    public double Sigma { get; set; } = 0.1;

    [Parameter(Min = 3, Max = 64, Description = "the deepest network")]
    public int DepthMax { get; set; } = 12;

    public override Outputs Evaluate()
    {
        var profile = DepthProfile.Of(Sigma, DepthMax);
        return new Outputs
        {
            { "S", profile.Sharpness },
            { "argmin", profile.Flattest },
            { "increasingFrom", Math.Max(DepthProfile.FirstDepth, profile.Turn) },
        };
    }
}
