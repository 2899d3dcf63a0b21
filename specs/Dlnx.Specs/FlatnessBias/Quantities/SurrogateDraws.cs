using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "N/prng",
    "Draws of SplitMix64, the source of surrogate data and initial weights; each output from a fresh generator",
    Source = "N, Section 2.1"
)]
public sealed class SurrogateDraws : Quantity
{
    [Parameter(Description = "state before the first draw")]
    public ulong Seed { get; set; } = 1;

    [Parameter(Min = 1, Max = 10_000_000, Description = "number of draws")]
    public int Count { get; set; } = 3;

    [Parameter(Min = 1, Max = int.MaxValue, Description = "n of the draws from 0, …, n − 1")]
    public int Below { get; set; } = 10;

    public override Outputs Evaluate()
    {
        var (bits, units, integers) = (new SplitMix64(Seed), new SplitMix64(Seed), new SplitMix64(Seed));
        var (last, unit, sum) = (0UL, 0.0, 0L);
        for (var i = 0; i < Count; i++)
        {
            last = bits.Next();
            unit = units.Unit();
            sum += integers.Below(Below);
        }

        return new Outputs
        {
            { "last", last.ToString("x16") },
            { "unit_last", unit },
            { "sum_below", sum },
        };
    }
}
