using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/gf-endpoint",
    "The minimum that gradient flow reaches from given scales of the pathways",
    Source = "A/rem-5.1-small, A/prop-E.3"
)]
public sealed class FlowEndpoint : Quantity
{
    [Parameter("L", Min = 3, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e3, Description = "α_p, one per pathway")]
    public double[] Alpha { get; set; } = [0.11, 0.10];

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    public override Outputs Evaluate()
    {
        var end = GradientFlowEndpoint.Homogeneous(Depth, Alpha, Sigma);
        return new Outputs
        {
            { "share", end.Shares },
            { "D", end.Dominance },
            { "lambda", end.Sharpness },
            { "tStar", GradientFlowEndpoint.BlowUpTime(Depth, Alpha.Max(), Sigma) },
        };
    }
}
