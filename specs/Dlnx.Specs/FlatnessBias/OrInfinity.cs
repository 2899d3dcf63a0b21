using System.Globalization;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Parameters of which infinity is a meaningful value, written inf.</summary>
public static class OrInfinity
{
    /// <summary>Training accuracies at which a run switches: 0, …, 1, or inf for never.</summary>
    /// <param name="parameter">the parameter's name on the command line</param>
    /// <param name="text">numbers separated by commas</param>
    /// <exception cref="ParameterException">an entry is neither in [0, 1] nor inf</exception>
    public static double[] Thresholds(string parameter, string text) =>
        [.. Texts(text).Select(entry => Number(parameter, entry, x => x is >= 0 and <= 1, "in [0, 1] or inf"))];

    /// <summary>Caps τ &gt; 0, or inf for none.</summary>
    /// <param name="parameter">the parameter's name on the command line</param>
    /// <param name="text">numbers separated by commas</param>
    /// <exception cref="ParameterException">an entry is not positive</exception>
    public static double[] Caps(string parameter, string text) =>
        [.. Texts(text).Select(entry => Number(parameter, entry, x => x > 0, "positive or inf"))];

    /// <summary>The number as these parameters write it.</summary>
    public static string Write(double value) =>
        double.IsPositiveInfinity(value) ? "∞" : value.ToString("G3", CultureInfo.InvariantCulture);

    private static string[] Texts(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(',', StringSplitOptions.TrimEntries);
    }

    private static double Number(string parameter, string text, Func<double, bool> isAllowed, string range)
    {
        if (string.Equals(text, "inf", StringComparison.Ordinal))
            return double.PositiveInfinity;
        var reads = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        return reads && double.IsFinite(value) && isAllowed(value)
            ? value
            : throw new ParameterException(parameter, $"has the entry '{text}'; each must be {range}.");
    }
}
