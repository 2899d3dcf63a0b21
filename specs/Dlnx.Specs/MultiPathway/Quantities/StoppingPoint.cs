using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/stop",
    "Where gradient descent between the two critical rates stops: simulated and by the central flow",
    Source = "A/thm-E.12"
)]
public sealed class StoppingPoint : Quantity
{
    [Parameter("L", Min = 3, Max = 8, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 64, Description = "P, pathways; the first two start apart")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter(Min = 1e-4, Max = 1e-2, Description = "δ₀ = 2 − ηλ_*")]
    public double Delta0 { get; set; } = 1e-3;

    [Parameter(Min = 1, Max = 20, Description = "z₀ = V₀/V_stop")]
    public double Z0 { get; set; } = 4;

    [Parameter(Above = 1, Max = 1.1, Description = "factor on the zero-loss point that starts the oscillation")]
    public double Scale { get; set; } = 1.003;

    [Parameter(Min = 1, Max = 10_000_000, Description = "steps, 60/δ₀ unless given")]
    public int? Steps { get; set; }

    public override Outputs Evaluate()
    {
        var plan = new StoppingPlan(Delta0, Z0) { Displacement = Scale };
        var stop = StoppingDescent.Of(
            new BalancedPoint(Depth, Pathways, Sigma),
            Steps is { } steps ? plan with { Steps = steps } : plan
        );
        return new Outputs
        {
            { "ratio", stop.Ratio },
            { "predicted", StoppingLaw.Ratio(Depth, Z0) },
            { "limit", StoppingLaw.Limit(Depth) },
            { "kL", CentralFlow.DriftRate(Depth) },
            { "etaLambda", stop.EtaLambda },
            { "Vstop", stop.StopVariance },
        };
    }
}
