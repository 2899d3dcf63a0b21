namespace Dlnx.Maps;

/// <summary>Where a period ends as the step k grows, found by iterating the balanced map only (B/fig-1).</summary>
public static class PeriodEnd
{
    private const int StepsPerRound = 64;

    /// <summary>
    /// Narrows the gap between the last step of a sweep with a period and the next one. The iterates settle slowly next to
    /// the end, so that after a burn-in of n steps it seems to come early, by about 10/n relative to k.
    /// </summary>
    /// <param name="plan">depth, start and burn-in of the runs inside the gap</param>
    /// <param name="coarse">a sweep over ascending steps k</param>
    /// <param name="period">1, 2, 4, 8 or 16; its first run of neighbouring steps counts</param>
    /// <param name="resolution">the largest width of the final gap, positive</param>
    /// <param name="cancellation">polled between blocks of iterations</param>
    /// <returns>the middle of the final gap; NaN when the sweep has no step with the period or ends with it</returns>
    /// <exception cref="ArgumentException">the plan or the resolution is out of range</exception>
    public static double BySweep(
        SweepPlan plan,
        SweepResult coarse,
        int period,
        double resolution,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(coarse);
        MapDomain.Positive(resolution, nameof(resolution));
        for (var sweep = coarse; ; )
        {
            var last = LastOfFirstRun(sweep.Periods, period);
            if (last < 0 || last + 1 == sweep.Steps.Count)
            {
                return double.NaN;
            }
            var (low, high) = (sweep.Steps[last], sweep.Steps[last + 1]);
            if (high - low <= resolution)
            {
                return (low + high) / 2;
            }
            sweep = BifurcationSweep.Run(plan, Between(low, high), cancellation);
        }
    }

    private static int LastOfFirstRun(IReadOnlyList<int> periods, int period)
    {
        var last = -1;
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i] == period)
            {
                last = i;
            }
            else if (last >= 0)
            {
                break;
            }
        }
        return last;
    }

    private static double[] Between(double low, double high) =>
        [.. Enumerable.Range(0, StepsPerRound).Select(i => low + (high - low) * i / (StepsPerRound - 1))];
}
