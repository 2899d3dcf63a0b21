namespace Dlnx.SampleSpecs.Quantities;

[Quantity("Sample/squares", "The sum of the first squares", Source = "Sample/corrected")]
public sealed class SumOfSquares : Quantity
{
    [Parameter("n", Min = 0, Max = 1000)]
    public int Last { get; set; } = 3;

    public override Outputs Evaluate() => new() { { "sum", Enumerable.Range(0, Last + 1).Sum(i => i * i) } };
}
