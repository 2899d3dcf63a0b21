using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Benchmarks;

/// <summary>Deep linear networks: steps of gradient descent and the largest eigenvalues of the Hessian.</summary>
internal static class LinearWorkloads
{
    public static IEnumerable<Workload> All(int workers) =>
        [
            GradientStep(3, 50, 200),
            GradientStep(3, 100, 50),
            GradientStep(4, 200, 4),
            GradientStep(3, 512, 1),
            EnsembleSteps(64, 3, 10, 100, workers),
            EnsembleSteps(64, 3, 50, 20, workers),
            LargestCurvatures(10, 3, 100, workers),
        ];

    /// <summary>One step of gradient descent from a Gaussian start, with a rate too small to move the numbers far.</summary>
    public static Workload GradientStep(int depth, int width, int repetitions)
    {
        var stream = new RandomStream(1);
        var network = DeepLinearNetworks.Gaussian(depth, width, 1 / Math.Sqrt(width), stream);
        var target = RandomMatrices.Gaussian(width, width, stream);
        return new($"GD step L={depth} d={width}", repetitions, () => network.Step(target, 1e-9))
        {
            Operations = StepOperations(depth, width),
        };
    }

    /// <summary>Steps of each of many networks, as a sweep over starts or rates takes them.</summary>
    public static Workload EnsembleSteps(int count, int depth, int width, int steps, int workers)
    {
        var stream = new RandomStream(1);
        var target = RandomMatrices.Gaussian(width, width, stream);
        var ensemble = new DeepLinearEnsemble(depth, width, count);
        for (var i = 0; i < count; i++)
        {
            var start = DeepLinearNetworks.Gaussian(depth, width, 1 / Math.Sqrt(width), stream);
            ensemble.Set(i, start, target, 1e-9);
        }

        return new($"{count} × {steps} GD steps L={depth} d={width}", 1, () => ensemble.Advance(steps, workers))
        {
            Operations = count * steps * StepOperations(depth, width),
        };
    }

    /// <summary>The largest eigenvalues of the Hessian at a Gaussian start by Lanczos, to errors of 1e-12.</summary>
    public static Workload LargestCurvatures(int count, int depth, int width, int workers)
    {
        var stream = new RandomStream(1);
        var network = DeepLinearNetworks.Gaussian(depth, width, 1 / Math.Sqrt(width), stream);
        var target = RandomMatrices.Gaussian(width, width, stream);
        return new(
            $"top {count} Hessian L={depth} d={width}",
            1,
            () => Curvature.Largest(network, target, count, workers)
        );
    }

    // L − 1 products forward, twice as many backward.
    private static double StepOperations(int depth, int width) => 2.0 * width * width * width * 3 * (depth - 1);
}
