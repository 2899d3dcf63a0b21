using MathNet.Numerics.Distributions;

namespace Dlnx.Numerics;

/// <summary>Whether two outcomes are equally likely, from independent repetitions.</summary>
public static class SignTest
{
    /// <summary>The exact two-sided p: the probability of a count as uneven or more so; 1 without repetitions.</summary>
    /// <param name="plus">repetitions with one outcome, ≥ 0</param>
    /// <param name="minus">repetitions with the other, ≥ 0</param>
    /// <exception cref="ArgumentOutOfRangeException">a count is negative</exception>
    public static double TwoSided(int plus, int minus)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plus);
        ArgumentOutOfRangeException.ThrowIfNegative(minus);
        return plus == minus ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, plus + minus, Math.Min(plus, minus)));
    }
}
