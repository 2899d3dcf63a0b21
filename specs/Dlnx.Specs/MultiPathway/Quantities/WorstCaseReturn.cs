using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/wcr",
    "The worst-case return constant c_L of a depth, the overshoot it belongs to, and its Lambert laws",
    Source = "A/thm-6.2, A/lem-F.4, A/prop-6.3"
)]
public sealed class WorstCaseReturn : Quantity
{
    [Parameter("L", Min = 2, Max = 1e9, Description = "number of layers, real")]
    public double Depth { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    public override Outputs Evaluate()
    {
        var threshold = ReturnThreshold.OfDepth(Depth);
        var onset = threshold.Onset(Sigma);
        return new Outputs
        {
            { "c", threshold.Constant },
            { "kappa", threshold.Kappa },
            { "u", threshold.Start },
            { "M", threshold.Peak },
            { "Mend", threshold.PeakPower },
            { "etaWcr", threshold.LearningRate(Sigma) },
            { "etaOnset", onset },
            { "etaClassical", 2 * onset },
            { "ratioClassical", threshold.Constant / 2 },
            { "minus2W", ExtendedReturnThreshold.BeyondLeadingOrder(Depth) },
            { "minus2We", ExtendedReturnThreshold.BeyondNextOrder(Depth) },
            { "overLn", threshold.Constant / Math.Log(Depth) },
        };
    }
}
