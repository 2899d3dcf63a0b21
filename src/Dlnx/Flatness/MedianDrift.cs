namespace Dlnx.Flatness;

/// <summary>
/// Which way the median moves for small steps: dm/dt = −ΔΔ′ − ½Δ²f′/f at the median, so it falls iff
/// 2Δ′/Δ + f′/f &gt; 0 there (D/thm-5.12, corrected criterion).
/// </summary>
/// <param name="Median">m_0</param>
/// <param name="Criterion">2Δ′/Δ + f′/f at m_0; positive where the median falls</param>
/// <param name="TwoSteps">the predicted change of the median in two steps, 2·dm/dt</param>
/// <param name="Printed">twice the term −ΔΔ′ alone, which leaves out the density</param>
public sealed record MedianDrift(double Median, double Criterion, double TwoSteps, double Printed)
{
    /// <summary>The drift of a law under a step law.</summary>
    public static MedianDrift Of(StepLaw law, InitialLaw initial)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(initial);
        var median = initial.Median;
        var (step, slope) = (law.At(median), law.Slope(median));
        var criterion = (2 * slope / step) + initial.LogDensitySlope(median);
        return new MedianDrift(median, criterion, -step * step * criterion, -2 * step * slope);
    }
}
