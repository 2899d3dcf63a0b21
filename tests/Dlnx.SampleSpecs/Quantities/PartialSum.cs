namespace Dlnx.SampleSpecs.Quantities;

[Quantity("Sample/partial-sum", "A partial sum of the geometric series", Source = "Sample/everything")]
public sealed class PartialSum : Quantity
{
    [Parameter("n", Min = 0, Max = 50, Description = "the last exponent")]
    public int Last { get; set; } = 10;

    [Parameter("q", Above = 0, Max = 1, Description = "the ratio")]
    public double Ratio { get; set; } = 0.1;

    public override void Validate()
    {
        if (Ratio == 1 && Last > 40)
            throw new ParameterException("n", $"is {Last}; at q = 1 it must be at most 40.");
    }

    public override Outputs Evaluate() =>
        new()
        {
            { "sum", GeometricSeries.Sum(Ratio, Last) },
            { "limit", Ratio < 1 ? 1 / (1 - Ratio) : null },
            { "ratio of limits", Ratio < 1 ? 1.0 : double.NaN },
            { "terms", Enumerable.Range(0, Math.Min(Last, 3) + 1).Select(i => Math.Pow(Ratio, i)) },
            { "converges", Ratio < 1 },
            { "name", "Sₙ" },
        };
}
