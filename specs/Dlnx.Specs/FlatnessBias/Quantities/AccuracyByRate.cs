namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/lr-table",
    "A row of Table 1: printed (VGG19-50k, VGG19-500k, ResNet20-500k) or of the surrogate (a, b, c)",
    Source = "D/tab-1"
)]
public sealed class AccuracyByRate : SeededQuantity
{
    private static readonly double[] SurrogateRates = [0.04, 0.08, 0.16, 0.32, 0.64, 1.28];

    /// <summary>Seeds 1 to 3 by default.</summary>
    public AccuracyByRate() => Seeds = [1, 2, 3];

    [Parameter(Description = "VGG19-50k, VGG19-500k, ResNet20-500k, a, b or c")]
    public string Row { get; set; } = AccuracyTable.Vgg19.Name;

    private AccuracyRow? Printed => AccuracyTable.Rows.FirstOrDefault(row => row.Name == Row);

    public override void Validate()
    {
        if (Printed is null && !SurrogateRow.Letters.Contains(Row))
            throw new ParameterException(
                "row",
                $"is '{Row}'; the rows are {string.Join(", ", AccuracyTable.Rows.Select(row => row.Name))}, a, b and c."
            );
    }

    public override Outputs Evaluate()
    {
        var row = Printed ?? Trained(SurrogateRow.Parse("row", Row));
        var isComplete = row.Accuracies.All(double.IsFinite);
        return new Outputs
        {
            { "spearman", isComplete ? row.Spearman : null },
            { "inversions", row.Inversions },
            { "gain", Defined.OrNull(row.Gain) },
            { "accuracy", row.Accuracies.Select(Defined.OrNull) },
        };
    }

    private AccuracyRow Trained(SurrogateRow row) =>
        new(
            row.Letter,
            SurrogateRates,
            [.. SurrogateRates.Select(rate => Train(row.Setting, row.Plan(rate)).MeanAccuracy)]
        );
}
