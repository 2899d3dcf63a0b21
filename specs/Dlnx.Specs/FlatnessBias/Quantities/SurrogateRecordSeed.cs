using Dlnx.Data;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("N/record-seed", "The seed of one record of surrogate data", Source = "N, Section 2.1")]
public sealed class SurrogateRecordSeed : Quantity
{
    [Parameter(Description = "seed of all records")]
    public ulong Seed { get; set; } = 1;

    [Parameter(Min = 0, Max = int.MaxValue, Description = "the record, from 0")]
    public int Index { get; set; }

    public override Outputs Evaluate() =>
        new Outputs { { "value", SurrogateGenerator.RecordSeed(Seed, Index).ToString("x16") } };
}
