namespace Dlnx.Verify.Exporters.Html;

/// <summary>How much of a tolerance is left, as a bar: full for a perfect agreement, empty at the limit.</summary>
internal static class MarginBar
{
    private const double Width = 64;

    /// <summary>A bar for a margin, 1 at best; a negative margin is a full bar in the colour of what is broken.</summary>
    public static Markup Of(double margin)
    {
        var length = margin < 0 ? Width : Width * Math.Min(1, margin);
        var state = margin < 0 ? "bar broken" : "bar";
        var label = "margin " + Text(margin);
        return Markup.Of(
            $"<svg class=\"{state}\" viewBox=\"0 0 64 6\" role=\"img\" aria-label=\"{label}\"><rect class=\"track\" width=\"64\" height=\"6\" rx=\"3\"/><rect class=\"fill\" width=\"{length:0.#}\" height=\"6\" rx=\"3\"/></svg>"
        );
    }

    /// <summary>A dot per repetition, filled where the statement holds.</summary>
    public static Markup Dots(IReadOnlyList<double> margins)
    {
        var label = $"holds in {margins.Count(margin => margin > 0)} of {margins.Count}";
        var dots = margins
            .Take(20)
            .Select(
                (margin, i) =>
                    Markup.Of(
                        $"<circle class=\"{(margin > 0 ? "yes" : "no")}\" cx=\"{4 + (10 * i)}\" cy=\"4\" r=\"3\"/>"
                    )
            );
        return Markup.Of(
            $"<svg class=\"dots\" viewBox=\"0 0 {10 * Math.Min(20, margins.Count)} 8\" role=\"img\" aria-label=\"{label}\">{dots}</svg>"
        );
    }

    private static string Text(double margin) =>
        margin is > 0.999 and < 1 ? "above 0.999"
        : double.IsNegativeInfinity(margin) ? "−∞"
        : margin.ToString("0.###");
}
