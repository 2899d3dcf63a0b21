using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/primitive-count", "Number of primitive strings of length 2n, by enumeration", Source = "D/def-F.3")]
public sealed class PrimitiveCount : Quantity
{
    [Parameter("n", Min = 1, Max = 10, Description = "half the length")]
    public int Half { get; set; } = 4;

    public override Outputs Evaluate() => new() { { "count", SignStrings.CountPrimitive(Half) } };
}
