using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/two-cycle",
    "The two-cycle of a balanced mode just above the critical step, and what it does to residuals and gaps",
    Source = "A/eq-65, A/thm-E.11, A/thm-E.12"
)]
public sealed class BalancedTwoCycle : Quantity
{
    [Parameter("L", Min = 2, Max = 16, Description = "L, layers of the pathway")]
    public int Depth { get; set; } = 4;

    [Parameter(Min = 1e-4, Max = 0.2, Description = "δ = ηλ_* − 2, for one pathway and σ = 1")]
    public double Delta { get; set; } = 0.01;

    public override Outputs Evaluate()
    {
        var cycle = ChainTwoCycle.AboveOnset(Depth, Delta);
        var squared = cycle.MeanSquaredResidual;
        return new Outputs
        {
            { "u1", (double)cycle.Low.Value },
            { "u2", (double)cycle.High.Value },
            { "w1", (double)cycle.Low.Ratio },
            { "w2", (double)cycle.High.Ratio },
            { "e2", (double)squared },
            { "e2OverDelta", (double)(squared / Delta) },
            { "sumOverE2", (double)(cycle.ResidualSum / squared) },
            { "multiplier", (double)cycle.GapMultiplier },
            { "coefficient", (double)cycle.ContractionCoefficient },
            { "frozen", (double)cycle.FrozenCoefficient },
        };
    }
}
