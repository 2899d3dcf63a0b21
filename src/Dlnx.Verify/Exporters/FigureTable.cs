using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dlnx.Verify.Exporters;

/// <summary>The table of a figure, by rows.</summary>
internal static class FigureTable
{
    /// <summary>One object per row.</summary>
    public static JsonArray Rows(IReadOnlyDictionary<string, JsonArray> table) =>
        [
            .. Enumerable
                .Range(0, Height(table))
                .Select(i =>
                    (JsonNode)
                        new JsonObject(table.Select(column => KeyValuePair.Create(column.Key, Cell(column.Value, i))))
                ),
        ];

    /// <summary>Comma-separated values with a header line; what is missing is empty.</summary>
    public static string Csv(IReadOnlyDictionary<string, JsonArray> table)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', table.Keys.Select(Quoted)).Append('\n');
        for (var i = 0; i < Height(table); i++)
            text.AppendJoin(',', table.Values.Select(column => Text(Cell(column, i)))).Append('\n');
        return text.ToString();
    }

    /// <summary>The columns as JSON.</summary>
    public static string Json(IReadOnlyDictionary<string, JsonArray> table) =>
        new JsonObject(
            table.Select(column => KeyValuePair.Create(column.Key, (JsonNode?)column.Value.DeepClone()))
        ).ToJsonString();

    private static int Height(IReadOnlyDictionary<string, JsonArray> table) =>
        table.Values.Select(column => column.Count).DefaultIfEmpty().Max();

    private static JsonNode? Cell(JsonArray column, int i) => i < column.Count ? column[i]?.DeepClone() : null;

    private static string Text(JsonNode? cell) =>
        cell is null ? ""
        : cell.GetValueKind() == JsonValueKind.String ? Quoted(cell.GetValue<string>())
        : cell.ToJsonString();

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
