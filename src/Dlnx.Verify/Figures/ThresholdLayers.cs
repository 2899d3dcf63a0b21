using System.Text.Json.Nodes;

namespace Dlnx.Verify.Figures;

/// <summary>Thresholds as dashed rules; labels of vertical ones stand above the plot, where no data is.</summary>
internal static class ThresholdLayers
{
    // Beyond this share of an axis a label on the far side of its rule would leave the figure.
    private const double FarShare = 0.6;
    private const int LineHeight = 15;

    public static IEnumerable<JsonObject> Rules(Figure figure) =>
        figure.Thresholds.Select(threshold => new JsonObject
        {
            ["data"] = Single(threshold),
            ["mark"] = new JsonObject
            {
                ["type"] = "rule",
                ["style"] = "threshold",
                ["clip"] = true,
            },
            ["encoding"] = new JsonObject { [Channel(threshold)] = At(figure, threshold) },
        });

    /// <summary>The room above the plot that the labels of vertical rules take.</summary>
    public static int Headroom(Figure figure) =>
        8 + (LineHeight * figure.Thresholds.Count(threshold => threshold.Direction == Direction.Vertical));

    public static IEnumerable<JsonObject> Labels(Figure figure)
    {
        var row = 0;
        foreach (var threshold in figure.Thresholds)
        {
            yield return threshold.Direction == Direction.Vertical
                ? Label(
                    figure,
                    threshold,
                    IsFar(figure, threshold) ? "right" : "left",
                    "bottom",
                    -4 - (LineHeight * row++)
                )
                : Label(figure, threshold, "right", "bottom", -4);
        }
    }

    private static JsonObject Label(Figure figure, Threshold threshold, string align, string baseline, int down)
    {
        var vertical = threshold.Direction == Direction.Vertical;
        return new JsonObject
        {
            ["data"] = Single(threshold),
            ["mark"] = new JsonObject
            {
                ["type"] = "text",
                ["style"] = "threshold-label",
                ["align"] = align,
                ["baseline"] = baseline,
                ["dx"] = vertical ? 0 : -5,
                ["dy"] = down,
                // Panning clips marks to the plot; these stand outside it.
                ["clip"] = false,
            },
            ["encoding"] = new JsonObject
            {
                [Channel(threshold)] = At(figure, threshold),
                [vertical ? "y" : "x"] = new JsonObject { ["value"] = vertical ? 0 : "width" },
                ["text"] = new JsonObject { ["field"] = "label" },
            },
        };
    }

    private static bool IsFar(Figure figure, Threshold threshold)
    {
        var all = figure.AllSeries.SelectMany(s => s.X).Append(threshold.At).Where(x => Finite(figure.X, x)).ToList();
        if (all.Count == 0 || all.Min() >= all.Max())
            return false;
        double Along(double x) => figure.X.Scale == AxisScale.Log ? Math.Log(x) : x;
        return (Along(threshold.At) - Along(all.Min())) / (Along(all.Max()) - Along(all.Min())) > FarShare;
    }

    private static bool Finite(Axis axis, double x) => double.IsFinite(x) && (axis.Scale == AxisScale.Linear || x > 0);

    private static JsonObject Single(Threshold threshold) =>
        new() { ["values"] = new JsonArray(new JsonObject { ["at"] = threshold.At, ["label"] = threshold.Label }) };

    private static string Channel(Threshold threshold) => threshold.Direction == Direction.Vertical ? "x" : "y";

    // The same scale type as the series, or Vega-Lite would not share the axis.
    private static JsonObject At(Figure figure, Threshold threshold)
    {
        var axis = threshold.Direction == Direction.Vertical ? figure.X : figure.Y;
        return new JsonObject
        {
            ["field"] = "at",
            ["type"] = "quantitative",
            ["title"] = axis.Label,
            ["scale"] =
                axis.Scale == AxisScale.Log
                    ? new JsonObject { ["type"] = "log" }
                    : new JsonObject
                    {
                        ["zero"] = false,
                        ["nice"] = false,
                        ["padding"] = 8,
                    },
        };
    }
}
