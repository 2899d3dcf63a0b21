using System.Globalization;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The number of examples that batches are drawn from, which may be infinite.</summary>
public static class PopulationSize
{
    /// <summary>At least 1, or +∞ for “inf”.</summary>
    /// <exception cref="ParameterException">the text is neither</exception>
    public static double Parse(string parameter, string text) =>
        string.Equals(text, "inf", StringComparison.OrdinalIgnoreCase) ? double.PositiveInfinity
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size >= 1 ? size
        : throw new ParameterException(parameter, $"is '{text}'; it is a number of examples, at least 1, or inf.");
}
