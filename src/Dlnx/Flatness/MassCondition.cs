namespace Dlnx.Flatness;

/// <summary>
/// How the mass of x_0 lies around a median m_0 (Corollary 5.5): what two steps take to or below m_0 is at least
/// A + ¾B + ¼C.
/// </summary>
/// <param name="FarBelow">A = P(x_0 ≤ m_0 − 2Δ(m_0))</param>
/// <param name="NearBelow">B = P(m_0 − 2Δ(m_0) &lt; x_0 ≤ m_0)</param>
/// <param name="NearAbove">C = P(m_0 &lt; x_0 ≤ m_0 + 2Δ(m_0))</param>
/// <param name="FarAbove">D = P(x_0 &gt; m_0 + 2Δ(m_0))</param>
public sealed record MassCondition(double FarBelow, double NearBelow, double NearAbove, double FarAbove)
{
    /// <summary>A + ¾B + ¼C ≤ F_2(m_0).</summary>
    public double LowerBound => FarBelow + (0.75 * NearBelow) + (0.25 * NearAbove);

    /// <summary>The masses around a median.</summary>
    /// <param name="start">the law of x_0</param>
    /// <param name="law">Δ, continuous at the median</param>
    /// <param name="median">m_0</param>
    public static MassCondition Around(DiscreteLaw start, StepLaw law, double median)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(law);
        var reach = 2 * law.At(median);
        var (left, right) = (median - reach, median + reach);
        return new(
            start.Cumulative(left),
            start.Mass(left, median),
            start.Mass(median, right),
            start.Mass(right, double.PositiveInfinity)
        );
    }
}
