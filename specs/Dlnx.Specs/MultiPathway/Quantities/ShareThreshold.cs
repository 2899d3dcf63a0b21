using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/share-threshold",
    "The targets below which the deeper of two pathways has the larger optimal share, and the flatter single path",
    Source = "A/rem-5.3-share, A/rem-5.3-sharp"
)]
public sealed class ShareThreshold : Quantity
{
    [Parameter(Min = 2, Max = 64, Description = "L₁ < L₂")]
    public int[] Depths { get; set; } = [3, 5];

    public override void Validate() => _ = DepthPair.Require(Depths);

    public override Outputs Evaluate()
    {
        var crossover = DepthPair.Require(Depths);
        return new Outputs { { "sigmaShare", crossover.EqualShares }, { "sigmaSharp", crossover.EqualSharpness } };
    }
}
