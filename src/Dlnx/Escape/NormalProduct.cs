using MathNet.Numerics;

namespace Dlnx.Escape;

/// <summary>The distribution of the magnitude of a product of independent standard normal numbers.</summary>
public static class NormalProduct
{
    private const double Step = 0.05;
    private const double Highest = 3;

    /// <summary>P(|g₁⋯g_n| &lt; t): sums over log|g|, whose density is smooth and falls like e^y, by the trapezoid rule.</summary>
    /// <param name="factors">n ≥ 1</param>
    /// <param name="t">t &gt; 0</param>
    public static double ProbabilityBelow(int factors, double t)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factors, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(t);
        // Sums below this contribute less than rounding to the probability.
        var lowest = Math.Min(0, Math.Log(t)) - 40;
        var count = (int)((Highest - lowest) / Step);
        double[] one = [.. Enumerable.Range(0, count).Select(i => Density(Highest - (Step * i)))];
        // Entry i belongs to the sum (factors − 1)·Highest − Step·i.
        double[] sum = [1 / Step];
        for (var n = 1; n < factors; n++)
            sum = Convolve(sum, one);
        var top = (factors - 1) * Highest;
        var probability = 0.0;
        for (var i = 0; i < sum.Length; i++)
            probability += Step * sum[i] * SpecialFunctions.Erf(t * Math.Exp((Step * i) - top) / Constants.Sqrt2);
        return probability;
    }

    // Of log|g|.
    private static double Density(double y) => Math.Sqrt(2 / Math.PI) * Math.Exp(y - (0.5 * Math.Exp(2 * y)));

    private static double[] Convolve(double[] left, double[] right)
    {
        var result = new double[right.Length];
        for (var i = 0; i < result.Length; i++)
        {
            for (var j = Math.Max(0, i - right.Length + 1); j <= Math.Min(i, left.Length - 1); j++)
                result[i] += Step * left[j] * right[i - j];
        }

        return result;
    }
}
