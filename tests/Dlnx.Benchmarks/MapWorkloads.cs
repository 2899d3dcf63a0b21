using Dlnx.Maps;

namespace Dlnx.Benchmarks;

/// <summary>Orbits of the balanced scalar map at many learning rates.</summary>
internal static class MapWorkloads
{
    private const int Depth = 3;

    // A square, x³ − 1, the step times the square, the sum.
    private const double OperationsPerStep = 8;

    public static IEnumerable<Workload> All(int workers) =>
        [Sweep(rates: 4096, steps: 100_000, workers), BifurcationFigure(rates: 2000, iterates: 2000, workers)];

    /// <summary>The balanced map of three layers at many steps ηS from 1.8 to 3.2.</summary>
    public static Workload Sweep(int rates, int steps, int workers)
    {
        var ks = Steps(rates);
        var plan = new SweepPlan
        {
            Depth = Depth,
            Burn = steps - PeriodDetector.Window,
            Keep = PeriodDetector.Window,
            Workers = workers,
        };
        return new($"sweep {rates} rates × {steps:N0}", 1, () => BifurcationSweep.Run(plan, ks))
        {
            Operations = OperationsPerStep * rates * steps,
        };
    }

    /// <summary>A bifurcation diagram with the period and the Lyapunov exponent of every orbit.</summary>
    public static Workload BifurcationFigure(int rates, int iterates, int workers)
    {
        var ks = Steps(rates);
        var plan = new SweepPlan
        {
            Depth = Depth,
            Burn = iterates / 2,
            LyapunovSteps = (iterates / 2) - PeriodDetector.Window,
            Keep = PeriodDetector.Window,
            Workers = workers,
        };
        return new(
            $"bifurcation figure {rates} × {iterates}",
            10,
            () => GC.KeepAlive(BifurcationSweep.Run(plan, ks).Periods)
        );
    }

    private static double[] Steps(int rates) =>
        [.. Enumerable.Range(0, rates).Select(i => 1.8 + (1.4 * i / (rates - 1)))];
}
