using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/chain-orbit",
    "The orbit of one pathway, and where it first leaves the positive numbers",
    Source = "A/x-3"
)]
public sealed class ChainOrbit : ChainQuantity
{
    [Parameter(
        "u0",
        Above = 0,
        Below = 2,
        Description = "start a/a_*; the start of the largest overshoot when not given"
    )]
    public double? Start { get; set; }

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps")]
    public int Steps { get; set; } = 100;

    public override Outputs Evaluate()
    {
        var map = Map;
        var start = Start ?? (map.Overshoots ? map.LargestOvershoot().Start : 1);
        var orbit = new double[Steps + 1];
        orbit[0] = start;
        new BalancedMap(Depth, map.Kappa * Depth).Record(start, orbit.AsSpan(1));
        // Far above the threshold an orbit may leave the doubles.
        var finite = orbit.Where(double.IsFinite).ToArray();
        return new Outputs
        {
            { "u", double.IsFinite(orbit[^1]) ? orbit[^1] : null },
            { "min", finite.Min() },
            { "max", finite.Max() },
            { "firstCross", Array.FindIndex(orbit, u => !(u > 0)) },
            { "orbit", orbit },
        };
    }
}
