using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/critical-slope",
    "How fast 1/V grows at the critical rate η = 2/λ_*: simulated, and by two central flows",
    Source = "A/thm-E.12"
)]
public sealed class CriticalSlope : Quantity
{
    [Parameter("L", Min = 3, Max = 8, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 64, Description = "P, pathways; the first two start apart")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter(Min = 1e-4, Max = 0.5, Description = "y = y_*(1 ± start)")]
    public double Start { get; set; } = 0.05;

    [Parameter(Min = 0, Max = 10_000_000, Description = "the earlier time, in steps")]
    public int From { get; set; } = 40_000;

    [Parameter(Min = 1, Max = 10_000_000, Description = "the later time, in steps")]
    public int To { get; set; } = 80_000;

    public override void Validate() => BalancedDecay.RequireOrder(From, To);

    public override Outputs Evaluate()
    {
        var balanced = new BalancedPoint(Depth, Pathways, Sigma);
        return new Outputs
        {
            { "slope", new BalancedDecay(balanced, Start, From, To).At(d: 0).InverseSlope },
            { "corrected", CentralFlow.CriticalSlope(Depth, 2 * balanced.RelativeCurvature) },
            { "adiabatic", CentralFlow.AdiabaticSlope(Depth, 2 * balanced.RelativeCurvature) },
        };
    }
}
