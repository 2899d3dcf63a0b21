using System.Globalization;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A law as a user types it: a word and numbers in brackets, <c>sigmoid(0.2,0.3,2,0)</c>.</summary>
/// <param name="Word">what is before the bracket</param>
/// <param name="Numbers">what is inside: groups separated by <c>;</c>, numbers by <c>,</c></param>
public sealed record LawText(string Word, double[][] Numbers)
{
    /// <summary>Reads a law.</summary>
    /// <param name="parameter">the parameter that it was typed for</param>
    /// <param name="text">the text; fractions such as 1/2 are numbers</param>
    /// <exception cref="ParameterException">the text is no law</exception>
    public static LawText Parse(string parameter, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var open = trimmed.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !trimmed.EndsWith(')'))
            throw new ParameterException(parameter, $"is '{text}'; expected a law such as sigmoid(0.2,0.3,2,0).");
        var inside = trimmed[(open + 1)..^1];
        return new LawText(
            trimmed[..open].Trim(),
            [.. inside.Split(';').Select(group => group.Split(',').Select(n => Number(parameter, text, n)).ToArray())]
        );
    }

    private static double Number(string parameter, string text, string number)
    {
        if (Dlnx.Numerics.Rational.TryParse(number, out var fraction))
            return (double)fraction;
        return
            double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? value
            : throw new ParameterException(parameter, $"is '{text}', where '{number.Trim()}' is not a number.");
    }
}
