using System.Numerics;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// Closed forms for Δ(u) = mu and the Pareto law f_0(u) = αu^{−1−α} on [1, ∞): for u ≥ (1 + m)^t,
/// F_t(u) = 1 − u^{−α}e_α^t with e_α = ½[(1 + m)^α + (1 − m)^α] (D/thm-5.12).
/// </summary>
/// <param name="exponent">α &gt; 0</param>
/// <param name="slope">m, strictly between 0 and 1</param>
public sealed class ParetoMedian(double exponent, double slope)
{
    /// <summary>e_α, above 1 for α &gt; 1.</summary>
    public double Growth => 0.5 * (Math.Pow(1 + slope, exponent) + Math.Pow(1 - slope, exponent));

    /// <summary>m_t = 2^{1/α}e_α^{t/α}, while <see cref="IsValid"/>.</summary>
    /// <param name="steps">t ≥ 0</param>
    public double At(int steps) => Math.Pow(2, 1 / exponent) * Stretch(steps);

    /// <summary>Whether every image of the left end lies at or below m_t, so that the closed form holds.</summary>
    /// <param name="steps">t ≥ 0</param>
    public bool IsValid(int steps) => At(steps) >= Math.Pow(1 + slope, steps);

    /// <summary>F_t(u), for u ≥ (1 + m)^t.</summary>
    /// <param name="u">where</param>
    /// <param name="steps">t ≥ 0</param>
    public double Cumulative(double u, int steps) => 1 - Math.Pow(u / Stretch(steps), -exponent);

    /// <summary>F_t(m_0) = 1 − ½e_α^t for an integer α, as a fraction; valid while 2^{1/α} ≥ (1 + m)^t.</summary>
    /// <param name="exponent">α ≥ 1</param>
    /// <param name="slope">m</param>
    /// <param name="steps">t ≥ 0</param>
    public static Rational ExactCumulativeAtFirstMedian(int exponent, Rational slope, int steps)
    {
        var growth = (Power(1 + slope, exponent) + Power(1 - slope, exponent)) / 2;
        return 1 - (Power(growth, steps) / 2);
    }

    // e_α^{t/α}, which does not overflow before the median does.
    private double Stretch(int steps) => Math.Pow(Growth, steps / exponent);

    private static Rational Power(Rational x, int exponent) =>
        new(BigInteger.Pow(x.Numerator, exponent), BigInteger.Pow(x.Denominator, exponent));
}
