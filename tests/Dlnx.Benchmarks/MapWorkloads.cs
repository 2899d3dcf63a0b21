using Dlnx.Maps;

namespace Dlnx.Benchmarks;

/// <summary>Orbits of the balanced scalar map at many learning rates.</summary>
internal static class MapWorkloads
{
    private const int Depth = 3;

    // A square, x³ − 1, the step times the square, the sum.
    private const double OperationsPerStep = 8;

    public static IEnumerable<Workload> All(int workers) =>
        [
            Sweep("sweep", Steps(4096), 1_000_000, workers),
            Sweep("chaotic sweep", Steps(4096, from: 2.9), 100_000, workers),
            BifurcationFigure(rates: 2000, iterates: 2000, workers),
        ];

    /// <summary>
    /// The balanced map of three layers at many steps ηS. Operations are those of all steps; where orbits close, most are
    /// never carried out, and the share of the limit exceeds it.
    /// </summary>
    public static Workload Sweep(string name, double[] ks, int steps, int workers)
    {
        var plan = new SweepPlan
        {
            Depth = Depth,
            Burn = steps - PeriodDetector.Window,
            Keep = PeriodDetector.Window,
            Workers = workers,
        };
        return new($"{name} {ks.Length} rates × {steps:N0}", 1, () => BifurcationSweep.Run(plan, ks))
        {
            Operations = OperationsPerStep * ks.Length * steps,
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

    /// <summary>Evenly spaced ηS. Up to 2.634 orbits settle on a cycle; beyond it chaos is broken by windows of cycles.</summary>
    public static double[] Steps(int rates, double from = 1.8, double to = 3.2) =>
        [.. Enumerable.Range(0, rates).Select(i => from + ((to - from) * i / (rates - 1)))];
}
