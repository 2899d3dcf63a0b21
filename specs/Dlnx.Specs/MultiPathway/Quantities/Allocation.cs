using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/allocation",
    "The flattest zero-loss allocation of one mode to pathways of different depth",
    Source = "A/eq-18"
)]
public sealed class Allocation : Quantity
{
    [Parameter(Min = 2, Max = 64, Description = "L_p, one per pathway")]
    public int[] Depths { get; set; } = [3, 5];

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    public override Outputs Evaluate()
    {
        var allocation = OptimalAllocation.Of(Depths, Sigma);
        return new Outputs
        {
            { "s", allocation.Coefficients },
            { "share", allocation.Shares },
            { "mu", allocation.Multiplier },
            { "lambda", allocation.Sharpness },
            { "eta", allocation.LearningRate },
            { "marginals", allocation.Marginals },
            { "singleBest", allocation.SingleBest },
        };
    }
}
