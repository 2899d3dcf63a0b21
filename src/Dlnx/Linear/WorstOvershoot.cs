using System.Runtime.InteropServices;
using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// How close the pathways of one mode come to crossing zero: over states r₁ ≥ r₂ = … = r_P ≥ 0 with σ = 1 and Σr^L &lt; 1,
/// the largest Q = ηe′max_p r′_p^(L−2) after one step; no path crosses zero at the next step exactly when Q &lt; 1
/// (A/rem-6-worst).
/// </summary>
/// <param name="Largest">the largest Q</param>
/// <param name="Ratio">r₂/r₁ where it is attained, in [0, 1]</param>
/// <param name="Total">Σr^L where it is attained, in (0, 1)</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorstOvershoot(double Largest, double Ratio, double Total)
{
    /// <summary>The worst state on a grid of ratios, evenly from 0 to 1, and of totals, evenly inside (0, 1).</summary>
    /// <param name="depth">L ≥ 2, of all pathways</param>
    /// <param name="pathways">P ≥ 2</param>
    /// <param name="learningRate">η at σ = 1</param>
    /// <param name="ratios">at least 2</param>
    /// <param name="totals">at least 1</param>
    /// <param name="cancellation">polled for every ratio</param>
    /// <exception cref="ArgumentException">a number is below its least</exception>
    public static WorstOvershoot OnGrid(
        int depth,
        int pathways,
        double learningRate,
        int ratios,
        int totals,
        CancellationToken cancellation = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ratios, 2);
        var worst = new WorstOvershoot[ratios];
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(
            0,
            ratios,
            options,
            i => worst[i] = AtRatio(depth, pathways, learningRate, i / (ratios - 1.0), totals)
        );
        // The first of equals, so that the answer does not depend on the workers.
        return worst.MaxBy(state => state.Largest);
    }

    /// <summary>The worst total at one ratio r₂/r₁.</summary>
    /// <param name="depth">L ≥ 2, of all pathways</param>
    /// <param name="pathways">P ≥ 2</param>
    /// <param name="learningRate">η at σ = 1</param>
    /// <param name="ratio">r₂/r₁ in [0, 1]</param>
    /// <param name="totals">grid points, at least 1</param>
    /// <exception cref="ArgumentException">a number is out of its range</exception>
    public static WorstOvershoot AtRatio(int depth, int pathways, double learningRate, double ratio, int totals)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(pathways, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(totals, 1);
        if (!(ratio is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, $"r₂/r₁ lies in [0, 1]; it is {ratio}.");
        var shares = 1 + ((pathways - 1) * IntegerPower.Raise(ratio, depth));
        var worst = new WorstOvershoot(double.NegativeInfinity, ratio, 0);
        for (var j = 1; j <= totals; j++)
        {
            var total = j / (totals + 1.0);
            var leader = Math.Pow(total / shares, 1.0 / depth);
            var q = After(depth, pathways - 1, learningRate, leader, ratio * leader);
            if (q > worst.Largest)
                worst = new(q, ratio, total);
        }

        return worst;
    }

    private static double After(int depth, int others, double learningRate, double leader, double other)
    {
        var (leaderPower, otherPower) = (IntegerPower.Raise(leader, depth - 1), IntegerPower.Raise(other, depth - 1));
        var step = learningRate * ((leaderPower * leader) + (others * otherPower * other) - 1);
        var (nextLeader, nextOther) = (leader - (step * leaderPower), other - (step * otherPower));
        var (leaderPull, otherPull) = (
            IntegerPower.Raise(nextLeader, depth - 2),
            IntegerPower.Raise(nextOther, depth - 2)
        );
        var residual = (leaderPull * nextLeader * nextLeader) + (others * otherPull * nextOther * nextOther) - 1;
        return learningRate * residual * Math.Max(leaderPull, otherPull);
    }
}
