using System.Text.Json.Nodes;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Figures;

/// <summary>Writes a figure as a Vega-Lite 6 specification over a table with the columns series, x and y.</summary>
internal static class VegaLite
{
    public static FigureEvidence Describe(Figure figure)
    {
        JsonArray layers = [.. figure.AllSeries.Select(s => (JsonNode)Layer(figure, s))];
        foreach (var threshold in figure.Thresholds)
        {
            layers.Add((JsonNode)Rule(threshold));
            layers.Add((JsonNode)RuleLabel(threshold));
        }
        var spec = new JsonObject
        {
            ["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json",
            ["title"] = figure.Title,
            ["width"] = "container",
            ["height"] = 320,
            ["data"] = new JsonObject { ["name"] = "table" },
            ["layer"] = layers,
        };
        return new FigureEvidence(figure.Title, spec, Table(figure));
    }

    private static JsonObject Layer(Figure figure, Series series) =>
        new()
        {
            ["transform"] = new JsonArray(
                new JsonObject
                {
                    ["filter"] = new JsonObject { ["field"] = "series", ["equal"] = series.Name },
                }
            ),
            ["mark"] = MarkOf(series.Mark),
            ["encoding"] = new JsonObject
            {
                ["x"] = Position("x", figure.X),
                ["y"] = Position("y", figure.Y),
                ["color"] = new JsonObject
                {
                    ["field"] = "series",
                    ["type"] = "nominal",
                    ["title"] = null,
                    ["scale"] = new JsonObject
                    {
                        ["domain"] = new JsonArray([.. figure.AllSeries.Select(s => JsonValue.Create(s.Name))]),
                    },
                },
            },
        };

    private static JsonObject MarkOf(Mark mark) =>
        mark switch
        {
            Mark.Line => new JsonObject { ["type"] = "line", ["strokeWidth"] = 2 },
            Mark.Point => new JsonObject
            {
                ["type"] = "point",
                ["filled"] = true,
                ["size"] = 36,
                ["tooltip"] = true,
            },
            _ => new JsonObject
            {
                ["type"] = "point",
                ["filled"] = true,
                ["size"] = 2,
                ["opacity"] = 0.5,
            },
        };

    private static JsonObject Position(string field, Axis axis) =>
        new()
        {
            ["field"] = field,
            ["type"] = "quantitative",
            ["title"] = axis.Label,
            ["scale"] =
                axis.Scale == AxisScale.Log ? new JsonObject { ["type"] = "log" } : new JsonObject { ["zero"] = false },
        };

    private static JsonObject Rule(Threshold threshold) =>
        new()
        {
            ["data"] = Single(threshold),
            ["mark"] = new JsonObject
            {
                ["type"] = "rule",
                ["strokeDash"] = new JsonArray(4, 4),
                ["color"] = "gray",
            },
            ["encoding"] = new JsonObject { [Channel(threshold)] = At() },
        };

    private static JsonObject RuleLabel(Threshold threshold) =>
        new()
        {
            ["data"] = Single(threshold),
            ["mark"] = new JsonObject
            {
                ["type"] = "text",
                ["align"] = "left",
                ["baseline"] = "top",
                ["dx"] = 4,
                ["dy"] = 4,
                ["color"] = "gray",
            },
            ["encoding"] = new JsonObject
            {
                [Channel(threshold)] = At(),
                [threshold.Direction == Direction.Vertical ? "y" : "x"] = new JsonObject { ["value"] = 0 },
                ["text"] = new JsonObject { ["field"] = "label" },
            },
        };

    private static JsonObject Single(Threshold threshold) =>
        new() { ["values"] = new JsonArray(new JsonObject { ["at"] = threshold.At, ["label"] = threshold.Label }) };

    private static string Channel(Threshold threshold) => threshold.Direction == Direction.Vertical ? "x" : "y";

    private static JsonObject At() => new() { ["field"] = "at", ["type"] = "quantitative" };

    private static Dictionary<string, JsonArray> Table(Figure figure)
    {
        var table = new Dictionary<string, JsonArray>(StringComparer.Ordinal)
        {
            ["series"] = [],
            ["x"] = [],
            ["y"] = [],
        };
        foreach (var series in figure.AllSeries)
        {
            for (var i = 0; i < series.X.Count; i++)
            {
                table["series"].Add((JsonNode)series.Name);
                table["x"].Add(Drawn(series.X[i]));
                table["y"].Add(Drawn(series.Y[i]));
            }
        }
        return table;
    }

    // A figure shows at most a thousand pixels: six digits keep reports small. What is not finite is not drawn.
    private static JsonNode? Drawn(double value) =>
        double.IsFinite(value) ? JsonValue.Create(double.Parse(value.ToString("G6"))) : null;
}
