using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/window",
    "The learning rates q = ηλ^sp at which a mode leaves its single-path minimum and re-balances",
    Source = "A/eq-24, A/fig-6"
)]
public sealed class Window : Quantity
{
    [Parameter("L", Min = 3, Max = 10_000, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 1_000_000, Description = "P")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [1];

    [Parameter("q", Above = 0, Max = 1e6, Description = "ηλ^sp of the first mode; without it k counts at the ceiling")]
    public double? Step { get; set; }

    public override void Validate() => ModeRules.RequireDescending(Sigma);

    public override Outputs Evaluate()
    {
        var window = new StabilityWindow(Depth, Pathways);
        return new Outputs
        {
            { "qLow", StabilityWindow.Low },
            { "qFlat", window.Flat },
            { "qWcr", window.ReturnThreshold },
            { "qHigh", window.High },
            { "binding", window.Binding == WindowCeiling.Flat ? "flat" : "wcr" },
            { "rho", window.Ratio },
            { "k", Step is { } q ? window.Unstable(Sigma, q) : window.Rank(Sigma) },
        };
    }
}
