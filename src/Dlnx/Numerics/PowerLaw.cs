namespace Dlnx.Numerics;

/// <summary>Exponents of quantities that behave like powers.</summary>
public static class PowerLaw
{
    /// <summary>The local exponent ln|X(x)/X(x′)|/ln(x/x′) between two points.</summary>
    /// <param name="x">x &gt; 0</param>
    /// <param name="value">X(x), not 0</param>
    /// <param name="otherX">x′ &gt; 0, not x</param>
    /// <param name="otherValue">X(x′), not 0</param>
    public static double LocalExponent(double x, double value, double otherX, double otherValue) =>
        Math.Log(Math.Abs(value / otherValue)) / Math.Log(x / otherX);

    /// <summary>The exponent of the least-squares line of ln|X| against ln x.</summary>
    /// <param name="x">positive numbers, at least two different ones</param>
    /// <param name="values">X at each of them, none 0</param>
    /// <exception cref="ArgumentException">different counts, or fewer than two points</exception>
    public static double FittedExponent(ReadOnlySpan<double> x, ReadOnlySpan<double> values)
    {
        if (x.Length != values.Length || x.Length < 2)
        {
            throw new ArgumentException(
                $"An exponent is fitted to at least two points; found {x.Length} and {values.Length} coordinates.",
                nameof(values)
            );
        }

        var (meanX, meanY) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            meanX += Math.Log(x[i]) / x.Length;
            meanY += Math.Log(Math.Abs(values[i])) / x.Length;
        }

        var (covariance, variance) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var dx = Math.Log(x[i]) - meanX;
            covariance += dx * (Math.Log(Math.Abs(values[i])) - meanY);
            variance += dx * dx;
        }

        return covariance / variance;
    }
}
