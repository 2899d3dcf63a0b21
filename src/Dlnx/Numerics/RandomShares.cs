namespace Dlnx.Numerics;

/// <summary>Random ways to split 1 into non-negative parts.</summary>
public static class RandomShares
{
    /// <summary>
    /// A draw from the symmetric Dirichlet distribution: independent Gamma(a, 1) numbers divided by their sum. Small a puts
    /// almost everything into one part, large a makes the parts nearly equal, a = 1 is uniform on the simplex.
    /// </summary>
    /// <param name="count">number of parts, ≥ 1</param>
    /// <param name="concentration">a &gt; 0</param>
    /// <param name="stream">the source of randomness</param>
    /// <returns>non-negative numbers that add up to 1</returns>
    /// <exception cref="ArgumentOutOfRangeException">the count or the concentration is out of range</exception>
    public static double[] Dirichlet(int count, double concentration, RandomStream stream)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(concentration > 0 && double.IsFinite(concentration)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(concentration),
                $"The concentration of a Dirichlet draw is {concentration:R}; it must be positive and finite."
            );
        }

        ArgumentNullException.ThrowIfNull(stream);
        var logarithms = new double[count];
        for (var i = 0; i < count; i++)
        {
            logarithms[i] = LogGamma(concentration, stream);
        }

        // Gamma draws of a small shape underflow; their ratios to the largest one do not matter when they do.
        var largest = logarithms.Max();
        var shares = Array.ConvertAll(logarithms, x => Math.Exp(x - largest));
        var total = shares.Sum();
        return Array.ConvertAll(shares, x => x / total);
    }

    /// <summary>
    /// ln of a Gamma(a, 1) draw: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26, 2000;
    /// for a &lt; 1 a draw of shape a + 1 times U^{1/a}.
    /// </summary>
    private static double LogGamma(double shape, RandomStream stream)
    {
        if (shape < 1)
        {
            return LogGamma(shape + 1, stream) + (Math.Log(1 - stream.NextDouble()) / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = stream.NextNormal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - stream.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return Math.Log(d * v);
            }
        }
    }
}
