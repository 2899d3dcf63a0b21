using System.Text.Json.Nodes;

namespace Dlnx.Verify.Figures;

/// <summary>Thresholds as dashed rules; labels of vertical ones stand above the plot, where no data is.</summary>
internal static class ThresholdLayers
{
    // Beyond this share of an axis a label on the far side of its rule would leave the figure.
    private const double FarShare = 0.5;
    private const int LineHeight = 15;

    // The share of an axis that a character of a label takes in a figure of ordinary width.
    private const double CharacterShare = 0.016;

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
    public static int Headroom(Figure figure) => 8 + (LineHeight * (Rows(figure).Values.DefaultIfEmpty(-1).Max() + 1));

    public static IEnumerable<JsonObject> Labels(Figure figure)
    {
        var rows = Rows(figure);
        return figure.Thresholds.Select(threshold =>
            rows.TryGetValue(threshold, out var row)
                ? Label(figure, threshold, IsFar(figure, threshold) ? "right" : "left", -4 - (LineHeight * row))
                : Label(figure, threshold, "right", -4)
        );
    }

    // Each label of a vertical rule in the lowest row in which it meets no other.
    private static Dictionary<Threshold, int> Rows(Figure figure)
    {
        var rows = new Dictionary<Threshold, int>(ReferenceEqualityComparer.Instance);
        List<double> ends = [];
        foreach (var threshold in figure.Thresholds.Where(t => t.Direction == Direction.Vertical).OrderBy(t => t.At))
        {
            var width = CharacterShare * (threshold.Label.Length + 1);
            var start = Share(figure, threshold) - (IsFar(figure, threshold) ? width : 0);
            var row = ends.FindIndex(end => end <= start);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }
            ends[row] = start + width;
            rows[threshold] = row;
        }
        return rows;
    }

    private static JsonObject Label(Figure figure, Threshold threshold, string align, int down)
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
                ["baseline"] = "bottom",
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

    private static bool IsFar(Figure figure, Threshold threshold) => Share(figure, threshold) > FarShare;

    // How far along the horizontal axis a rule stands, from 0 to 1.
    private static double Share(Figure figure, Threshold threshold)
    {
        var all = figure.AllSeries.SelectMany(s => s.X).Append(threshold.At).Where(x => Finite(figure.X, x)).ToList();
        if (all.Count == 0 || all.Min() >= all.Max())
            return 0;
        double Along(double x) => figure.X.Scale == AxisScale.Log ? Math.Log(x) : x;
        return (Along(threshold.At) - Along(all.Min())) / (Along(all.Max()) - Along(all.Min()));
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
            ["scale"] = HouseStyle.ScaleOf(axis),
        };
    }
}
