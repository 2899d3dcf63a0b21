using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class LearningRateTable
{
    // The trend of the catalogue ends before the rate at which single runs begin to fail.
    private const int TrendRates = 5;

    [Check(Tier.Standard)]
    public void The_perceptron_is_best_far_above_the_limit() =>
        OnGlyphs(() =>
        {
            var row = Row("a");
            OnAverage("row a: rate of the largest accuracy ≥ .64", row.BestRate - 0.6)
                .Rejects("the best rate is at or below the limit, .16", [0.17 - row.BestRate]);
            Draw(InPercent(row));
        });

    [Check(Tier.Full)]
    public void All_rows_rise() =>
        OnGlyphs(() =>
        {
            AccuracyRow[] rows = [.. Letters.Select(Row)];
            foreach (var row in rows.Skip(1))
            {
                OnAverage($"row {row.Name}: Spearman ρ over η = .04, …, .64 ≥ .9", row.First(TrendRates).Spearman - 0.9)
                    .Rejects("no slope in η: augmentation explains the gain", [0.5 - row.First(TrendRates).Spearman]);
                OnAverage($"row {row.Name}: rate of the largest accuracy ≥ .64", row.BestRate - 0.6)
                    .Rejects("the best rate is at or below the limit, .16", [0.17 - row.BestRate]);
                for (var i = 0; i < TrendRates; i++)
                    Accepted($"mean accuracy, row {row.Name}, η = {row.Rates[i]}", row.Accuracies[i], Absolute(0.02));
            }

            if (rows.Length == SurrogateRow.Letters.Count)
                OnAverage(
                    "shifted copies gain .1 at every rate",
                    [.. rows[1].Over(rows[0]).Select(gain => gain - 0.1)]
                );
            Draw(rows.Select(InPercent));
        });

    [Check(Tier.Full)]
    public void Runs_that_finish_gain_above_the_limit() =>
        OnGlyphs(() =>
        {
            var row = SurrogateRow.Parse("row", "c");
            var runs = Train(row.Setting, [row.Plan(0.32), row.Plan(0.64)]);
            OnAverage(
                "row c: runs at η = .32 and .64 that miss the loss threshold: fewer than one",
                1 - runs.Sum(sweep => sweep.Failed)
            );
            OnAverage("row c: accuracy at η = .64 less that at .32", runs[1].MeanAccuracy - runs[0].MeanAccuracy)
                .Rejects("the gain ends at twice the limit", [runs[0].MeanAccuracy - runs[1].MeanAccuracy]);
        });

    private AccuracyRow Row(string letter)
    {
        var row = SurrogateRow.Parse("row", letter);
        return new(letter, Rates, [.. Train(row.Setting, Rates.Select(row.Plan)).Select(runs => runs.MeanAccuracy)]);
    }

    private static AccuracyRow InPercent(AccuracyRow row) =>
        new($"surrogate {row.Name}", row.Rates, [.. row.Accuracies.Select(accuracy => 100 * accuracy)]);

    private void Draw(params IEnumerable<AccuracyRow> rows)
    {
        var figure = Figure(
            $"Table 1 next to {string.Join(", ", rows.Select(row => row.Name))}",
            Axis.Log("learning rate η"),
            Axis.Linear("accuracy in percent")
        );
        foreach (var printed in AccuracyTable.Rows)
            figure.Line(printed.Name, printed.Rates, printed.Accuracies);
        foreach (var row in rows)
            figure.Points(row.Name, row.Rates, row.Accuracies);
    }
}
