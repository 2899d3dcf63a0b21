using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/transverse",
    "Stability of the two-cycle against noise off the singular vectors",
    Source = "B/bt-transverse"
)]
public sealed class TransverseMultipliers : Quantity
{
    [Parameter(Min = 2, Max = 5, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("sigma1", Above = 0, Max = 1e6, Description = "σ₁")]
    public double First { get; set; } = 10;

    [Parameter("sigma2", Above = 0, Max = 1e6, Description = "σ₂, below σ₁")]
    public double Second { get; set; } = 9;

    [Parameter("k", Above = 2, Max = StepChoice.Largest, Description = "ηS₁")]
    public double Step { get; set; } = 2.1;

    public override void Validate() => SpectrumRules.RequireBelowFirst(First, Second);

    public override Outputs Evaluate()
    {
        var thresholds = SingularModeThresholds.Of(Depth, First, Second);
        var star = TransverseStability.Threshold(Depth, First, Second);
        var at = TransverseStability.At(Depth, First, Second, Step);
        return new Outputs
        {
            { "k12", thresholds.CrossStep },
            { "kStar", star },
            { "eta12", thresholds.Cross },
            { "etaStar", star / thresholds.ModeSharpness[0] },
            { "maxModulus", at.LargestModulus },
            { "gaugeCount", at.GaugeCount },
        };
    }
}
