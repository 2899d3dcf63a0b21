using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/stop-share",
    "The share of the leading one of two pathways at which the sharpness is 2/η",
    Source = "A/fig-2"
)]
public sealed class StoppingCurve : Quantity
{
    [Parameter("L", Min = 3, Max = 64, Description = "L")]
    public int Depth { get; set; } = 4;

    [Parameter("q", Above = 2, Below = 4, Description = "ηλ^sp, at most 2·2^(1−2/L)")]
    public double Step { get; set; } = 2.5;

    public override void Validate()
    {
        var highest = StoppingShare.Highest(Depth, 2);
        if (Step > highest)
            throw new ParameterException("q", $"is {Step:R}; it must lie in (2, {highest:R}] at depth {Depth}.");
    }

    public override Outputs Evaluate() => new() { { "a", StoppingShare.At(Depth, 2, Step) } };
}
