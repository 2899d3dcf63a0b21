using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>The mean of ln|F′| along an orbit (quantity B/lyapunov).</summary>
/// <param name="Exponent">negative on an attracting cycle, positive in chaos; NaN when the orbit diverges</param>
/// <param name="StandardError">the standard error of the mean, from the means of 20 consecutive blocks</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LyapunovExponent(double Exponent, double StandardError)
{
    /// <summary>The number of consecutive blocks behind the standard error.</summary>
    public const int Blocks = 20;

    /// <summary>Drops the burn-in, then averages over the given number of steps.</summary>
    /// <param name="map">the balanced map</param>
    /// <param name="start">x₀, in units of σ^(1/L)</param>
    /// <param name="burn">steps dropped, at least 0</param>
    /// <param name="steps">T, at least 20; blocks differ by one step when 20 does not divide T</param>
    public static LyapunovExponent Of(BalancedMap map, double start = 0.9, int burn = 5000, int steps = 100_000)
    {
        ArgumentNullException.ThrowIfNull(map);
        MapDomain.AtLeast(burn, 0, nameof(burn));
        MapDomain.AtLeast(steps, Blocks, nameof(steps));
        var x = map.Iterate(MapDomain.Finite(start, nameof(start)), burn);
        Span<double> means = stackalloc double[Blocks];
        var total = 0.0;
        for (var block = 0; block < Blocks; block++)
        {
            var length = (int)((block + 1L) * steps / Blocks - (long)block * steps / Blocks);
            var sum = 0.0;
            for (var t = 0; t < length; t++)
            {
                sum += Math.Log(Math.Abs(map.Derivative(x)));
                x = map.Apply(x);
            }
            means[block] = sum / length;
            total += sum;
        }
        return double.IsFinite(x) ? new(total / steps, StandardErrorOf(means)) : new(double.NaN, double.NaN);
    }

    private static double StandardErrorOf(ReadOnlySpan<double> means)
    {
        var mean = 0.0;
        foreach (var value in means)
        {
            mean += value / means.Length;
        }
        var squares = 0.0;
        foreach (var value in means)
        {
            squares += (value - mean) * (value - mean);
        }
        return Math.Sqrt(squares / (means.Length - 1) / means.Length);
    }
}
