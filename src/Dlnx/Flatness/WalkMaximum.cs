namespace Dlnx.Flatness;

/// <summary>The maximum of a simple symmetric walk S_k (D/lem-5.10).</summary>
public static class WalkMaximum
{
    /// <summary>P(max_{k≤t}|S_k| ≥ s), by counting the walks that stay inside (−s, s).</summary>
    /// <param name="steps">t ≥ 0</param>
    /// <param name="level">s ≥ 1</param>
    /// <exception cref="ArgumentOutOfRangeException">t or s is out of range</exception>
    public static double Probability(int steps, int level) => Probabilities(steps, level)[steps];

    /// <summary>P(max_{k≤t}|S_k| ≥ s) for all t up to a last one.</summary>
    /// <param name="last">the largest t ≥ 0</param>
    /// <param name="level">s ≥ 1</param>
    /// <returns>entry t, 0 to <paramref name="last"/></returns>
    /// <exception cref="ArgumentOutOfRangeException">an argument is out of range</exception>
    public static double[] Probabilities(int last, int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        var reached = new double[last + 1];
        // Entry i is P(S_k = i − s, not yet outside); the two ends stay 0, what leaves is counted.
        var (inside, next) = (new double[(2 * level) + 1], new double[(2 * level) + 1]);
        inside[level] = 1;
        for (var k = 1; k <= last; k++)
        {
            reached[k] = reached[k - 1] + (0.5 * (inside[1] + inside[^2]));
            for (var i = 1; i < inside.Length - 1; i++)
                next[i] = 0.5 * (inside[i - 1] + inside[i + 1]);
            (inside, next) = (next, inside);
        }
        return reached;
    }

    /// <summary>2e^{−s²/2t}, which bounds that probability.</summary>
    public static double Bound(int steps, int level) => 2 * Math.Exp(-0.5 * level * level / steps);
}
