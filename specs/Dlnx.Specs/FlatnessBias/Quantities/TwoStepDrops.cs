using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/two-step-gaps", "How far two steps from a point fall below it", Source = "D/prop-F.10")]
public sealed class TwoStepDrops : Quantity
{
    [Parameter("delta", Description = "Δ: " + StepLawChoice.Words)]
    public string Delta { get; set; } = "sigmoid(0.2,0.3,2,0)";

    [Parameter("x0", Description = "deterministic start")]
    public double Start { get; set; } = 0.5;

    public override void Validate() => StepLawChoice.Parse("delta", Delta);

    public override Outputs Evaluate()
    {
        var gaps = TwoStepGaps.At(StepLawChoice.Parse("delta", Delta), Start);
        return new Outputs
        {
            { "gap_pm", Defined.OrNull(gaps.UpDown) },
            { "gap_mp", Defined.OrNull(gaps.DownUp) },
            { "gap_mm", Defined.OrNull(gaps.DownDown) },
        };
    }
}
