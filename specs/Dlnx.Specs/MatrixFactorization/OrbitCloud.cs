using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>The dots of a bifurcation diagram: for every learning rate the values that the orbit settles on.</summary>
/// <param name="Rates">the learning rate of each dot</param>
/// <param name="Values">the value of each dot</param>
public sealed record OrbitCloud(IReadOnlyList<double> Rates, IReadOnlyList<double> Values)
{
    /// <summary>
    /// One dot per phase of a periodic orbit. The orbits without a period share the rest of the budget, so that a figure
    /// stays small enough to be shown.
    /// </summary>
    /// <param name="sweep">the orbits; those that diverge leave no dots</param>
    /// <param name="rates">the learning rates of the sweep's steps</param>
    /// <param name="observe">what to draw of an iterate x</param>
    /// <param name="budget">how many dots may be drawn in orbits without a period</param>
    public static OrbitCloud Of(
        SweepResult sweep,
        IReadOnlyList<double> rates,
        Func<double, double> observe,
        int budget = 8000
    )
    {
        var share = budget / Math.Max(1, sweep.Periods.Count(period => period == PeriodDetector.None));
        var xs = new List<double>();
        var ys = new List<double>();
        for (var i = 0; i < rates.Count; i++)
        {
            var orbit = sweep.Orbit(i);
            var count = sweep.Periods[i] switch
            {
                PeriodDetector.NotFinite => 0,
                PeriodDetector.None => Math.Min(share, orbit.Length),
                var period => period,
            };
            foreach (var x in orbit[^count..])
            {
                xs.Add(rates[i]);
                ys.Add(observe(x));
            }
        }
        return new(xs, ys);
    }
}
