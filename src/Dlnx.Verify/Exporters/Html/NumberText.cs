namespace Dlnx.Verify.Exporters.Html;

/// <summary>Numbers as a reader of papers expects them: a real minus sign, powers of ten.</summary>
internal static class NumberText
{
    /// <summary>Up to ten digits.</summary>
    public static string Full(double value) => Write(value, 10);

    /// <summary>Up to six digits, for running text.</summary>
    public static string Brief(double value) => Write(value, 6);

    /// <summary>Two digits, for deviations and tolerances.</summary>
    public static string Short(double value) => Write(value, 2);

    /// <summary>A duration.</summary>
    public static string Seconds(double seconds) =>
        seconds >= 120 ? $"{seconds / 60:0} min"
        : seconds >= 10 ? $"{seconds:0} s"
        : seconds >= 0.995 ? $"{seconds:0.0} s"
        : $"{seconds * 1000:0} ms";

    private static string Write(double value, int digits)
    {
        if (double.IsNaN(value))
            return "none";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "−∞";
        var magnitude = Math.Abs(value);
        var text = magnitude is 0 or (>= 1e-3 and < 1e6)
            ? (digits < 5 && magnitude >= 100 ? Math.Round(magnitude) : magnitude).ToString(
                $"G{Math.Max(digits, magnitude >= 100 ? 6 : 1)}"
            )
            : Scientific(magnitude, digits);
        return value < 0 ? "−" + text : text;
    }

    private static string Scientific(double magnitude, int digits)
    {
        var parts = magnitude.ToString("0." + new string('#', digits - 1) + "E+0").Split('E');
        var power = "10" + string.Concat(int.Parse(parts[1]).ToString().Select(Raised));
        return parts[0] == "1" ? power : $"{parts[0]}\u00a0×\u00a0{power}";
    }

    private static char Raised(char c) => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0'];
}
