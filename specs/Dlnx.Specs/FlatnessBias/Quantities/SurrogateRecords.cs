using Dlnx.Data;

namespace Dlnx.Specs.FlatnessBias.Quantities;

/// <summary>Consecutive records of surrogate data, summed up: what another implementation compares itself with.</summary>
public abstract class SurrogateRecords : Quantity
{
    [Parameter(Description = "seed of all records")]
    public ulong Seed { get; set; } = 1;

    [Parameter(Min = 0, Max = int.MaxValue, Description = "the first record")]
    public int Start { get; set; }

    [Parameter(Min = 1, Max = SurrogateSet.MostRecords, Description = "number of records")]
    public int Count { get; set; } = 1000;

    [Parameter(Min = 1, Max = SurrogateGenerator.MostClasses, Description = "record i has class i mod classes")]
    public int Classes { get; set; } = SurrogateGenerator.MostClasses;

    /// <summary>The records.</summary>
    protected LabelledImages Records(SurrogateGenerator generator) => generator.Generate(Start, Count);

    /// <summary>Sum, checksum and class means; a class without records has no mean.</summary>
    protected static Outputs Summary(LabelledImages records) =>
        new Outputs
        {
            { "sum", records.Sum },
            { "fnv1a64", records.Checksum.ToString("x16") },
            { "class_mean", records.ClassMeans().Select(mean => double.IsNaN(mean) ? (double?)null : mean) },
        };

    /// <summary>Mean and deviation of each channel after downscaling.</summary>
    protected static ChannelScaling Scaling(LabelledImages records, int boxSide) =>
        ChannelScaling.Of(BoxMean.Of(records, boxSide), BoxMean.Shrink(records.Shape, boxSide));
}
