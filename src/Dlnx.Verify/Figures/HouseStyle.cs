using System.Text.Json.Nodes;

namespace Dlnx.Verify.Figures;

/// <summary>How all figures look: theory as lines, simulation as points, thresholds dashed; few grid lines, plain type.</summary>
internal static class HouseStyle
{
    private const string IsPowerOfTen =
        "abs(log(datum.value) / log(10) - round(log(datum.value) / log(10))) < 0.000001";
    private const string Sans = "Inter, Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif";

    /// <summary>Okabe and Ito's colours, distinguishable with every common colour vision.</summary>
    public static IReadOnlyList<string> Palette { get; } =
    ["#0072b2", "#d55e00", "#009e73", "#b8578f", "#a87400", "#5a626b"];

    /// <summary>A mark; dots shrink as they become many.</summary>
    public static JsonObject MarkOf(Mark mark, int count) =>
        mark switch
        {
            Mark.Line => new JsonObject
            {
                ["type"] = "line",
                ["strokeWidth"] = 2,
                ["clip"] = true,
            },
            Mark.Point => new JsonObject
            {
                ["type"] = "point",
                ["filled"] = true,
                ["size"] = 34,
                ["opacity"] = 0.85,
                ["tooltip"] = true,
                ["clip"] = true,
            },
            _ => new JsonObject
            {
                ["type"] = "point",
                ["filled"] = true,
                ["size"] =
                    count > 5000 ? 2
                    : count > 1000 ? 4
                    : 8,
                ["opacity"] = 0.5,
                ["clip"] = true,
            },
        };

    /// <summary>The scale of an axis; series and thresholds must agree on it, or Vega-Lite would not share the axis.</summary>
    public static JsonObject ScaleOf(Axis axis) =>
        axis.Scale == AxisScale.Log
            ? new JsonObject { ["type"] = "log" }
            : new JsonObject
            {
                ["zero"] = false,
                ["nice"] = false,
                ["padding"] = 8,
            };

    /// <summary>Grid lines at powers of ten only, and no crowded labels.</summary>
    public static JsonObject LogAxis() =>
        new()
        {
            ["labelOverlap"] = "greedy",
            ["format"] = "~g",
            ["gridOpacity"] = new JsonObject
            {
                ["condition"] = new JsonObject { ["test"] = IsPowerOfTen, ["value"] = 1 },
                ["value"] = 0,
            },
        };

    /// <summary>Shift guards the gestures, so that scrolling past a figure does not change it.</summary>
    public static JsonArray PanAndZoom() =>
        [
            new JsonObject
            {
                ["name"] = "view",
                ["select"] = new JsonObject
                {
                    ["type"] = "interval",
                    ["translate"] = "[pointerdown[event.shiftKey], window:pointerup] > window:pointermove!",
                    ["zoom"] = "wheel![event.shiftKey]",
                },
                ["bind"] = "scales",
            },
        ];

    public static JsonObject Config(int headroom) =>
        new()
        {
            ["font"] = Sans,
            ["background"] = "white",
            ["axis"] = new JsonObject
            {
                ["labelFontSize"] = 12,
                ["titleFontSize"] = 13,
                ["titleFontWeight"] = "normal",
                ["titlePadding"] = 10,
                ["labelPadding"] = 5,
                ["gridColor"] = "#ebe9e3",
                ["tickCount"] = 6,
                ["tickSize"] = 4,
            },
            ["axisX"] = new JsonObject { ["grid"] = false },
            ["legend"] = new JsonObject
            {
                ["orient"] = "top",
                ["direction"] = "horizontal",
                ["columns"] = 1,
                ["rowPadding"] = 3,
                ["layout"] = new JsonObject
                {
                    ["top"] = new JsonObject
                    {
                        ["anchor"] = "start",
                        ["direction"] = "vertical",
                        ["margin"] = 3,
                    },
                },
                ["labelFontSize"] = 12.5,
                ["labelLimit"] = 330,
                ["symbolStrokeWidth"] = 2,
                ["symbolOpacity"] = 1,
                ["symbolSize"] = 70,
                ["offset"] = headroom,
                ["columnPadding"] = 18,
            },
            ["style"] = new JsonObject
            {
                ["cell"] = new JsonObject { ["stroke"] = null },
                ["threshold"] = new JsonObject { ["color"] = "#59616b", ["strokeDash"] = new JsonArray(5, 4) },
                ["threshold-label"] = new JsonObject { ["color"] = "#59616b", ["fontSize"] = 12 },
            },
        };
}
