using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// Gradient descent on full matrices, from an aligned start with random bases, beside the scalar recursion of every mode:
/// the largest |u_iᵀW^(p)v_i − s_{p,i}|/σ_i over the states compared.
/// </summary>
/// <param name="Steps">T, the steps done by both</param>
/// <param name="Difference">the largest difference in any state compared</param>
/// <param name="Shares">u_iᵀW^(p)v_i/σ_i of the matrices after the last step, mode after mode</param>
public sealed record MatrixComparison(int Steps, double Difference, double[][] Shares)
{
    private const int StatesPerDecade = 40;
    private const int StepsPerPoll = 1024;

    /// <summary>How many decimal digits of a share agree in all states.</summary>
    public double Digits => -Math.Log10(Math.Max(Difference, 1e-17));

    /// <summary>Runs both.</summary>
    /// <param name="depths">L_p</param>
    /// <param name="sigma">σ_i, all positive; their number is the width of the layers</param>
    /// <param name="alpha">α_p, the same in all modes</param>
    /// <param name="rate">η by step</param>
    /// <param name="steps">T</param>
    /// <param name="stream">the source of U, V and the interior bases</param>
    /// <param name="cancellation">polled every 1024 steps</param>
    public static MatrixComparison Of(
        int[] depths,
        double[] sigma,
        double[] alpha,
        RateSchedule rate,
        int steps,
        RandomStream stream,
        CancellationToken cancellation
    )
    {
        var target = TargetMatrix.Rotated(sigma.Length, stream, sigma);
        double[][] scales = [.. alpha.Select(a => Enumerable.Repeat(a, sigma.Length).ToArray())];
        var network = MultiPathwayNetworks.Aligned(depths, scales, target, stream);
        PathwayMode[] modes = [.. sigma.Select(value => new PathwayMode(depths, value, alpha))];
        var times = SampleTimes.PerDecade(StatesPerDecade);
        var (difference, next) = (0.0, 0);
        for (var t = 0; t <= steps; t++)
        {
            if (t % StepsPerPoll == 0)
                cancellation.ThrowIfCancellationRequested();
            if (t == next || t == steps)
            {
                difference = Math.Max(difference, Compare(network, target, modes));
                next = times.After(t);
            }
            if (t < steps)
            {
                network.Step(target.Matrix, rate.At(t));
                foreach (var mode in modes)
                    mode.Step(rate.At(t));
            }
        }
        return new(steps, difference, Projected(network, target));
    }

    private static double Compare(MultiPathwayNetwork network, TargetMatrix target, PathwayMode[] modes)
    {
        var shares = Projected(network, target);
        return shares.Select((row, i) => row.Zip(modes[i].Shares(), (a, b) => Math.Abs(a - b)).Max()).Max();
    }

    private static double[][] Projected(MultiPathwayNetwork network, TargetMatrix target)
    {
        var left = target.Left.Transpose();
        Matrix[] paths =
        [
            .. Enumerable.Range(0, network.Pathways).Select(p => left * network.PathwayProduct(p) * target.Right),
        ];
        return [.. target.SingularValues.Select((sigma, i) => paths.Select(path => path[i, i] / sigma).ToArray())];
    }
}
