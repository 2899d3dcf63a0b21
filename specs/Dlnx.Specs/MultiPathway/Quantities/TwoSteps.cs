using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/two-step",
    "What two steps at the edge of stability do to small gaps between pathways, in three measures",
    Source = "A/thm-E.11"
)]
public sealed class TwoSteps : Quantity
{
    [Parameter("L", Min = 3, Max = 12, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 3;

    [Parameter("P", Min = 2, Max = 64, Description = "P, pathways")]
    public int Pathways { get; set; } = 2;

    [Parameter("w", Min = 1e-4, Max = 0.05, Description = "w = ηe, the relative change of r = 1 in the first step")]
    public double Ratio { get; set; } = 0.01;

    [Parameter("c0", Min = -50, Max = 50, Description = "c₀ = (ηλ − 2)/w")]
    public double C0 { get; set; } = 8;

    [Parameter(Min = 1e-12, Max = 0.01, Description = "r_p = 1 ± spread, alternating, with mean 1")]
    public double Spread { get; set; } = 1e-6;

    public override void Validate() => TwoStepStart.RequirePositiveRate(C0, Ratio);

    public override Outputs Evaluate()
    {
        var steps = TwoStepContraction.From(Depth, TwoStepStart.Alternating(Pathways, Spread), Ratio, C0);
        return new Outputs
        {
            { "gapR", steps.ScaleGap },
            { "gapS", steps.CoefficientGap },
            { "V", steps.LeafVariance },
            { "eta", steps.LearningRate },
            { "sigma", steps.Target },
            { "predictedR", steps.PredictedScaleGap },
            { "predictedV", steps.PredictedLeafVariance },
        };
    }
}
