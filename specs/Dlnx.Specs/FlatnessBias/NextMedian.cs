using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>What two steps do to the mass below a median, and the corrected hypothesis of Theorem 5.12.</summary>
/// <param name="Deficit">½ − F_{t+2}(m_t); positive where the median rises</param>
/// <param name="RightSurplus">P(m &lt; x_t ≤ m + d) − P(m − d &lt; x_t ≤ m) with d = m − T₊₊⁻¹(m)</param>
/// <param name="ModeIsBelow">whether the mode of x_t is at most m</param>
public sealed record NextMedian(double Deficit, double RightSurplus, bool ModeIsBelow)
{
    /// <summary>The deficit where the hypothesis holds, else 0.</summary>
    public double DeficitUnderCondition => RightSurplus >= 0 ? Deficit : 0;

    /// <summary>From the start of a process.</summary>
    public static NextMedian Of(GeneratedProcess process)
    {
        var start = process.Start.Law;
        return Of(process.Step, start.Cumulative, start.Median, start.Mode <= start.Median);
    }

    /// <summary>From a later law of a process.</summary>
    /// <param name="step">Δ, L &lt; 1</param>
    /// <param name="cumulative">F_t</param>
    /// <param name="median">m_t</param>
    /// <param name="modeIsBelow">whether c_t ≤ m_t</param>
    public static NextMedian Of(StepLaw step, Func<double, double> cumulative, double median, bool modeIsBelow)
    {
        var inverse = new StepInverse(step);
        var after = SignStrings.All(2).Average(pair => cumulative(inverse.Through(pair, median)));
        var d = median - inverse.Up(inverse.Up(median));
        var at = cumulative(median);
        return new(0.5 - after, cumulative(median + d) - at - (at - cumulative(median - d)), modeIsBelow);
    }
}
