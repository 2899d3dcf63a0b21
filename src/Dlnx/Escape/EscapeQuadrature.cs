using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// The leading-order escape time of the product flow da_k/dτ = κΠ_j a_j/a_k, whose gaps a_k² − a_j² are constant (C, eq. 8
/// and Theorem 5).
/// </summary>
public static class EscapeQuadrature
{
    /// <summary>
    /// τ = (1/2κ) ∫ du/√Π(u + g_k) from u = min a_k(0)² to the square of the threshold, with g_k = a_k(0)² − min a_j(0)².
    /// </summary>
    /// <param name="scales">a_k(0) &gt; 0</param>
    /// <param name="drive">κ &gt; 0</param>
    /// <param name="threshold">the value that the smallest scale is to reach, at least min a_k(0)</param>
    /// <exception cref="ArgumentException">a scale or the drive is not positive, or the threshold lies below the start</exception>
    public static double LeadingTime(ReadOnlySpan<double> scales, double drive, double threshold)
    {
        double[] squares = [.. scales.ToArray().Select(a => a * a)];
        if (squares.Length == 0 || scales.ContainsAnyExceptInRange(double.Epsilon, double.MaxValue))
            throw new ArgumentException(
                "The quadrature needs positive scales: others need not escape.",
                nameof(scales)
            );
        if (!(drive > 0))
            throw new ArgumentException($"The drive must be positive; it is {drive}.", nameof(drive));
        var start = squares.Min();
        var end = threshold * threshold;
        if (!(end >= start))
        {
            throw new ArgumentException(
                $"The threshold {threshold} lies below the smallest scale {Math.Sqrt(start)}.",
                nameof(threshold)
            );
        }

        double[] gaps = [.. squares.Select(square => square - start)];
        return LogarithmicQuadrature.Integrate(Integrand, start, end) / (2 * drive);

        double Integrand(double u)
        {
            var logarithm = 0.0;
            foreach (var gap in gaps)
                logarithm -= 0.5 * Math.Log(u + gap);
            return Math.Exp(logarithm);
        }
    }

    /// <summary>
    /// The closed form for balanced scales (C, eq. 11): ln(a⋆/ε)/κ at L = 2, (ε^{−(L−2)} − a⋆^{−(L−2)})/(κ(L − 2)) above.
    /// </summary>
    /// <param name="depth">L ≥ 2</param>
    /// <param name="scale">ε &gt; 0</param>
    /// <param name="drive">κ &gt; 0</param>
    /// <param name="threshold">a⋆ ≥ ε</param>
    public static double BalancedTime(int depth, double scale, double drive, double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);
        return depth == 2
            ? Math.Log(threshold / scale) / drive
            : (Math.Pow(scale, 2 - depth) - Math.Pow(threshold, 2 - depth)) / (drive * (depth - 2));
    }
}
