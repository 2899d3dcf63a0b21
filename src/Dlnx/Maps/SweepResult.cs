namespace Dlnx.Maps;

/// <summary>The end of the orbits of a bifurcation sweep, one per step k.</summary>
public sealed class SweepResult
{
    private readonly double[] orbits;
    private readonly int keep;

    internal SweepResult(double[] steps, double[] orbits, int keep, double[] exponents)
    {
        this.orbits = orbits;
        this.keep = keep;
        Steps = steps;
        Exponents = exponents;
        Periods = [.. Enumerable.Range(0, steps.Length).Select(i => PeriodDetector.Period(Orbit(i)))];
    }

    /// <summary>The steps k, as given.</summary>
    public IReadOnlyList<double> Steps { get; }

    /// <summary>The period of x per step, as coded by <see cref="PeriodDetector"/>.</summary>
    public IReadOnlyList<int> Periods { get; }

    /// <summary>
    /// The Lyapunov exponent per step, NaN where the orbit diverges; empty when the plan left them out.
    /// </summary>
    public IReadOnlyList<double> Exponents { get; }

    /// <summary>The recorded iterates x of the i-th step, oldest first.</summary>
    public ReadOnlySpan<double> Orbit(int index) => orbits.AsSpan(index * keep, keep);
}
