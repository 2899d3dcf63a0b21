using MathNet.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>How many strings of n plus and n minus signs there are.</summary>
internal static class ZeroSumCounts
{
    /// <summary>C(2n, n): all of them.</summary>
    /// <param name="n">0 to 15</param>
    public static int Central(int n) => (int)Math.Round(Combinatorics.Combinations(2 * n, n));

    /// <summary>C(2n, n)/(n + 1): those whose sums are never negative.</summary>
    /// <param name="n">0 to 15</param>
    public static int Catalan(int n) => Central(n) / (n + 1);
}
