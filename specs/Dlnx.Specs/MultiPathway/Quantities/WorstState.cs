using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/worst-case",
    "The state of several pathways that comes closest to crossing zero at the return threshold",
    Source = "A/rem-6-worst"
)]
public sealed class WorstState : Quantity
{
    [Parameter("L", Min = 2, Max = 12, Description = "number of layers")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 4, Description = "number of pathways")]
    public int Pathways { get; set; } = 2;

    [Parameter(Min = 2, Max = 2001, Description = "ratios r₂/r₁ from 0 to 1; ten times as many totals")]
    public int Grid { get; set; } = 401;

    public override Outputs Evaluate()
    {
        var threshold = ReturnThreshold.OfDepth(Depth).LearningRate(sigma: 1);
        var worst = WorstOvershoot.OnGrid(Depth, Pathways, threshold, Grid, (10 * (Grid - 1)) + 1);
        return new Outputs
        {
            { "maxQ", worst.Largest },
            { "ratio", worst.Ratio },
            { "total", worst.Total },
        };
    }
}
