using System.Globalization;
using System.Runtime.InteropServices;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A learning rate with a strength of noise.</summary>
/// <param name="LearningRate">η &gt; 0</param>
/// <param name="Strength">ρ ∈ [0, 1]</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NoisyRate(double LearningRate, double Strength)
{
    /// <summary>ηρ², what the temperature of the stochastic differential equation is proportional to.</summary>
    public double Temperature => LearningRate * Strength * Strength;

    /// <inheritdoc/>
    public override string ToString() => $"η = {LearningRate}, ρ = {Strength}";
}

/// <summary>Two learning rates at equal temperature.</summary>
/// <param name="Cold">the smaller rate with the stronger noise</param>
/// <param name="Hot">the larger rate with the weaker noise</param>
public sealed record RatePair(NoisyRate Cold, NoisyRate Hot)
{
    /// <summary>Reads pairs written η:ρ/η:ρ and separated by commas.</summary>
    /// <param name="parameter">the parameter's name on the command line</param>
    /// <param name="text">the pairs, the smaller rate first</param>
    /// <exception cref="ParameterException">a pair has another form, is out of range, or is not at equal temperature</exception>
    public static IReadOnlyList<RatePair> ParseAll(string parameter, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(pair => Parse(parameter, pair))];
    }

    private static RatePair Parse(string parameter, string text)
    {
        NoisyRate?[] rates = [.. text.Split('/').Select(Rate)];
        if (rates is not [{ } cold, { } hot] || !(cold.LearningRate < hot.LearningRate))
            throw new ParameterException(
                parameter,
                $"has the entry '{text}'; a pair is η:ρ/η:ρ with 0 < η ≤ 10 and ρ in [0, 1], the smaller η first."
            );
        return Math.Abs(cold.Temperature - hot.Temperature) <= 1e-9 * hot.Temperature
            ? new(cold, hot)
            : throw new ParameterException(
                parameter,
                $"has the pair '{text}' with ηρ² = {cold.Temperature:R} and {hot.Temperature:R}; they must be equal."
            );
    }

    private static NoisyRate? Rate(string text) =>
        text.Split(':') is [var rate, var strength]
        && double.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out var eta)
        && double.TryParse(strength, NumberStyles.Float, CultureInfo.InvariantCulture, out var rho)
        && eta is > 0 and <= 10
        && rho is >= 0 and <= 1
            ? new(eta, rho)
            : null;
}
