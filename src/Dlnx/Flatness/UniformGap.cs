namespace Dlnx.Flatness;

/// <summary>The uniform gaps of Proposition F.11 and Theorem 5.6, for Δ ≥ d and Δ′ ≥ m.</summary>
/// <param name="SmallestStep">d</param>
/// <param name="SmallestSlope">m</param>
public readonly record struct UniformGap(double SmallestStep, double SmallestSlope)
{
    /// <summary>
    /// The constants on an interval, for a law whose slope is smallest at one of the ends of every interval, such as an
    /// affine, constant or sigmoid one.
    /// </summary>
    public static UniformGap On(StepLaw law, StateHull hull)
    {
        ArgumentNullException.ThrowIfNull(law);
        return new(law.At(hull.Lower), Math.Min(law.Slope(hull.Lower), law.Slope(hull.Upper)));
    }

    /// <summary>½(t − |S_t|)·m·d + |S_t|·d, the drop x_0 − x_t that a string with S_t ≤ 0 is claimed to have at least.</summary>
    /// <exception cref="ArgumentException">the sum of the string is positive</exception>
    public double Drop(SignString signs)
    {
        if (signs.Sum > 0)
            throw new ArgumentException(
                $"The string {signs} has the sum {signs.Sum}; the claim is about sums of at most 0."
            );
        var pairs = (signs.Length + signs.Sum) / 2;
        return (pairs * SmallestSlope * SmallestStep) - (signs.Sum * SmallestStep);
    }

    /// <summary>½t·m·d, the drift of the upper envelope after an even number of steps.</summary>
    public double Drift(int steps) => steps / 2.0 * SmallestSlope * SmallestStep;

    /// <summary>
    /// (Δ(x_0) − d)/(m²d), the number of two-step periods beyond which the drift would leave the interval on which the
    /// constants hold (Theorem 5.6).
    /// </summary>
    /// <param name="stepAtStart">Δ at the largest start</param>
    public double LargestPeriods(double stepAtStart) =>
        (stepAtStart - SmallestStep) / (SmallestSlope * SmallestSlope * SmallestStep);
}
