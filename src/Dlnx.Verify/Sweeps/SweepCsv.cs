using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>Tables of sweeps as comma-separated values, for notebooks and spreadsheets.</summary>
public static class SweepCsv
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "sweep.csv";

    private static readonly string[] Columns =
    [
        "claim",
        "check",
        "status",
        "evidence",
        "measured",
        "predicted",
        "deviation",
        "tolerance",
        "margin",
        "holds",
    ];

    /// <summary>One row for each piece of evidence at each point, and for each check without any.</summary>
    public static string Of(SweepResults sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        string[] names = ["point", .. sweep.Axes.Select(axis => axis.Parameter), .. Columns];
        var rows =
            from point in sweep.Points
            from claim in point.Claims
            from check in claim.Checks
            from evidence in check.Evidence.DefaultIfEmpty<Evidence?>(null)
            select (JsonNode?[])
                [
                    point.Number,
                    .. sweep.Axes.Select(axis => Typed(point.Settings[axis.Parameter])),
                    claim.Id,
                    check.Name,
                    Words.Of(check.Status),
                    .. Cells(evidence),
                ];
        return Table(names, rows);
    }

    /// <summary>A header line and rows; what is missing is empty, lists and records are JSON.</summary>
    public static string Table(IReadOnlyList<string> names, IEnumerable<IReadOnlyList<JsonNode?>> rows)
    {
        var columns = names.Select(_ => new JsonArray()).ToList();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
                columns[i].Add(Cell(row[i]));
        }
        var table = new OrderedDictionary<string, JsonArray>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
            table.Add(names[i], columns[i]);
        return FigureTable.Csv(table);
    }

    private static JsonNode? Cell(JsonNode? value) =>
        value switch
        {
            JsonArray or JsonObject => value.ToJsonString(ResultsJson.OneLine),
            // JSON has no such number.
            JsonValue number when number.TryGetValue(out double x) && !double.IsFinite(x) => x.ToString("R"),
            _ => value?.DeepClone(),
        };

    private static JsonNode?[] Cells(Evidence? evidence) =>
        evidence switch
        {
            AgreementEvidence a => Row(a, a.Measured, a.Predicted, a.Deviation, a.Tolerance.Value, a.Margin),
            BoundEvidence b => Row(b, b.Value, b.Bound, margin: b.Margin),
            PropertyEvidence p => Row(p, null, null, p.LargestDeviation, p.Tolerance.Value, p.Margin),
            TrendEvidence t => Row(t, t.Holding, t.Required),
            GoldenEvidence g => Row(g, g.Measured, g.Accepted, g.Deviation, g.Tolerance.Value),
            FactEvidence f => Row(f, Typed(f.Measured), Typed(f.Expected)),
            _ => Row(evidence, null, null),
        };

    private static JsonNode?[] Row(
        Evidence? evidence,
        JsonNode? measured,
        JsonNode? predicted,
        double? deviation = null,
        double? tolerance = null,
        double? margin = null
    ) => [evidence?.Name, measured, predicted, deviation, tolerance, margin, evidence?.Holds];

    // What reads as a number is one.
    internal static JsonNode Typed(string text) => SweepNumber.Number(text) is { } number ? number : text;
}
