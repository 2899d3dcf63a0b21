using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>A pair of layers, i &lt; j, from 1.</summary>
/// <param name="I">i</param>
/// <param name="J">j</param>
public readonly record struct LayerPair(int I, int J);

/// <summary>Drifts of differences of squares, summed over neighbours so that nothing cancels.</summary>
public static class PairDrifts
{
    /// <summary>All pairs of layers, those with layer 1 first.</summary>
    public static IEnumerable<LayerPair> Pairs(int depth) =>
        from i in Enumerable.Range(1, depth)
        from j in Enumerable.Range(i + 1, depth - i)
        select new LayerPair(i, j);

    /// <summary>d(a_j² − a_i²)/dτ on the exact reduced flow.</summary>
    /// <param name="chain">the flow</param>
    /// <param name="scales">a₁, …, a_L</param>
    /// <param name="i">the first layer, from 1</param>
    /// <param name="j">the second layer, above i</param>
    public static double Of(ReducedChain chain, double[] scales, int i, int j)
    {
        var drifts = new double[scales.Length - 1];
        chain.ImbalanceDrifts(scales, drifts);
        return drifts[(i - 1)..(j - 1)].Sum();
    }

    /// <summary>Refuses what is no pair of a chain.</summary>
    /// <exception cref="ParameterException">not i &lt; j ≤ L</exception>
    public static void RequirePair(int i, int j, int depth)
    {
        if (i >= j || j > depth)
            throw new ParameterException("j", $"is {j}; a pair has i < j ≤ {depth}, and i is {i}.");
    }
}
