using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Benchmarks;

/// <summary>A named piece of work that can be repeated; the same names are used by side-by-side.py.</summary>
/// <param name="Name">row of the table</param>
/// <param name="RepetitionsPerRound">how often one timing round runs it: a few milliseconds of work</param>
/// <param name="Run">the work, once</param>
internal sealed record Workload(string Name, int RepetitionsPerRound, Action Run)
{
    /// <summary>Everything the side-by-side table compares, in its order. A new row is a new entry here and there.</summary>
    public static IReadOnlyList<Workload> All =>
        [
            GradientStep(3, 50, 200),
            GradientStep(3, 100, 50),
            GradientStep(4, 200, 4),
            BifurcationSweep(rates: 4096, steps: 10_000),
            .. NetworkWorkloads.All,
        ];

    /// <summary>One step of gradient descent from a Gaussian start, with a rate too small to move the numbers far.</summary>
    public static Workload GradientStep(int depth, int width, int repetitions)
    {
        var stream = new RandomStream(1);
        var network = DeepLinearNetworks.Gaussian(depth, width, 1 / Math.Sqrt(width), stream);
        var target = RandomMatrices.Gaussian(width, width, stream);
        return new($"GD step L={depth} d={width}", repetitions, () => network.Step(target, 1e-9));
    }

    /// <summary>The balanced map of three layers at many steps ηS from 1.8 to 3.2, one thread.</summary>
    public static Workload BifurcationSweep(int rates, int steps)
    {
        var ks = Enumerable.Range(0, rates).Select(i => 1.8 + (1.4 * i / (rates - 1))).ToArray();
        var plan = new SweepPlan
        {
            Depth = 3,
            Burn = steps - PeriodDetector.Window,
            Keep = PeriodDetector.Window,
            Workers = 1,
        };
        return new($"sweep {rates} rates × {steps:N0}", 1, () => Maps.BifurcationSweep.Run(plan, ks));
    }
}
