using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/supercritical-rate",
    "How fast V decays above the critical rate, at η = (2 + d)/λ_*: simulated and by the central flow",
    Source = "A/thm-E.12"
)]
public sealed class SupercriticalRate : Quantity
{
    [Parameter("L", Min = 3, Max = 8, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 64, Description = "P, pathways; the first two start apart")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter("d", Above = 0, Max = 0.1, Description = "d = ηλ_* − 2")]
    public double Excess { get; set; } = 0.02;

    [Parameter(Min = 1e-4, Max = 0.5, Description = "y = y_*(1 ± start)")]
    public double Start { get; set; } = 0.05;

    [Parameter(Min = 0, Max = 10_000_000, Description = "the earlier time, in steps")]
    public int From { get; set; } = 1000;

    [Parameter(Min = 1, Max = 10_000_000, Description = "the later time, in steps")]
    public int To { get; set; } = 3000;

    public override void Validate() => BalancedDecay.RequireOrder(From, To);

    public override Outputs Evaluate()
    {
        var decay = new BalancedDecay(new BalancedPoint(Depth, Pathways, Sigma), Start, From, To).At(Excess);
        return new Outputs { { "rate", decay.LogRate }, { "formula", CentralFlow.DriftRate(Depth) * Excess } };
    }
}
