using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity("A/chain-escape", "The share of orbits of one pathway that cross zero", Source = "A/x-3")]
public sealed class EscapingShare : Quantity
{
    [Parameter("L", Min = 2, Max = 10_000, Description = "number of layers")]
    public int Depth { get; set; } = 4;

    [Parameter(Above = 0, Max = 1.5, Description = "κ/κ_L")]
    public double Factor { get; set; } = 1.02;

    [Parameter(Min = 1, Max = 100_000, Description = "starts, uniform in (0.05, 1)")]
    public int Starts { get; set; } = 400;

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps of each orbit")]
    public int Steps { get; set; } = 3000;

    [Parameter(Min = 0, Description = "seed of the starts")]
    public int Seed { get; set; } = 1;

    public override Outputs Evaluate()
    {
        var map = new BalancedMap(Depth, Factor * ReturnThreshold.OfDepth(Depth).Constant);
        var starts = ChainEscape.Starts(new RandomStream((ulong)Seed), Starts);
        return new Outputs { { "fraction", ChainEscape.Count(map, starts, Steps) / (double)Starts } };
    }
}
