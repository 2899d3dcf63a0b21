namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/chain",
    "The largest overshoot of one pathway at a step, and whether it returns",
    Source = "A/lem-F.1, A/lem-F.2, A/fig-5"
)]
public sealed class LargestOvershoot : ChainQuantity
{
    public override Outputs Evaluate()
    {
        var map = Map;
        // Without an overshoot F increases on [0, 1]: its largest value there is that of the fixed point.
        var overshoot = map.Overshoots ? map.LargestOvershoot() : new(1, 1, 1, 1, 1);
        return new Outputs
        {
            { "uMax", overshoot.Start },
            { "M", overshoot.Peak },
            { "FM", overshoot.Return },
            { "slope", map.FixedPointMultiplier },
            { "overshoots", map.Overshoots ? 1 : 0 },
            { "safe", map.IsReturnSafe() ? 1 : 0 },
        };
    }
}
