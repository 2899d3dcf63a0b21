using System.Text.Json.Nodes;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Figures;

/// <summary>Writes a figure as a Vega-Lite 6 specification over a table with the columns series, x and y.</summary>
internal static class VegaLite
{
    public static FigureEvidence Describe(Figure figure)
    {
        var marks = new[] { Mark.Dot, Mark.Line, Mark.Point }.Where(mark => figure.AllSeries.Any(s => s.Mark == mark));
        List<JsonObject> layers = [.. ThresholdLayers.Rules(figure), .. marks.Select(mark => Layer(figure, mark))];
        if (figure.AllSeries.Count > 0)
            layers.First(layer => layer.ContainsKey("transform"))["params"] = HouseStyle.PanAndZoom();
        layers.AddRange(ThresholdLayers.Labels(figure));
        var spec = new JsonObject
        {
            ["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json",
            ["title"] = figure.Title,
            ["description"] = Description(figure),
            ["width"] = "container",
            ["height"] = 360,
            ["data"] = new JsonObject { ["name"] = "table" },
            ["layer"] = new JsonArray([.. layers]),
            ["resolve"] = new JsonObject { ["scale"] = new JsonObject { ["color"] = "independent" } },
            ["config"] = HouseStyle.Config(ThresholdLayers.Headroom(figure)),
        };
        return new FigureEvidence(figure.Title, spec, Table(figure));
    }

    // One layer per kind of mark, with a legend of its own: the legend then shows lines as lines and points as points.
    private static JsonObject Layer(Figure figure, Mark mark)
    {
        var series = figure.AllSeries.Where(s => s.Mark == mark).ToList();
        var encoding = new JsonObject
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
                    ["domain"] = new JsonArray([.. series.Select(s => JsonValue.Create(s.Name))]),
                    ["range"] = new JsonArray([.. series.Select(s => JsonValue.Create(ColourOf(figure, s)))]),
                },
            },
        };
        // Lines connect their points in the order given, not in the order of x.
        if (mark == Mark.Line)
            encoding["order"] = new JsonObject { ["value"] = null };
        return new JsonObject
        {
            ["transform"] = new JsonArray(new JsonObject { ["filter"] = OneOf(series) }),
            ["mark"] = HouseStyle.MarkOf(mark, series.Sum(s => s.X.Count)),
            ["encoding"] = encoding,
        };
    }

    private static JsonObject OneOf(List<Series> series) =>
        new() { ["field"] = "series", ["oneOf"] = new JsonArray([.. series.Select(s => JsonValue.Create(s.Name))]) };

    private static string ColourOf(Figure figure, Series series)
    {
        for (var i = 0; i < figure.AllSeries.Count; i++)
        {
            if (ReferenceEquals(figure.AllSeries[i], series))
                return HouseStyle.Palette[i % HouseStyle.Palette.Count];
        }
        return HouseStyle.Palette[0];
    }

    private static JsonObject Position(string field, Axis axis) =>
        new()
        {
            ["field"] = field,
            ["type"] = "quantitative",
            ["title"] = axis.Label,
            ["scale"] = HouseStyle.ScaleOf(axis),
            ["axis"] = axis.Scale == AxisScale.Log ? HouseStyle.LogAxis() : new JsonObject(),
        };

    // What a reader who cannot see the figure should know.
    private static string Description(Figure figure)
    {
        var series = figure.AllSeries.Select(s => $"{(s.Mark == Mark.Line ? "line" : "points")} “{s.Name}”");
        var thresholds = figure.Thresholds.Select(t => $"threshold “{t.Label}” at {t.At:G5}");
        return $"{figure.Y.Label} against {figure.X.Label}: {string.Join(", ", series.Concat(thresholds))}.";
    }

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
                table["x"].Add(Drawn(series.X[i], figure.X));
                table["y"].Add(Drawn(series.Y[i], figure.Y));
            }
        }
        return table;
    }

    // A figure shows at most a thousand pixels: six digits keep reports small. What has no place on the axis is not drawn.
    private static JsonNode? Drawn(double value, Axis axis) =>
        double.IsFinite(value) && (axis.Scale == AxisScale.Linear || value > 0)
            ? JsonValue.Create(double.Parse(value.ToString("G6")))
            : null;
}
