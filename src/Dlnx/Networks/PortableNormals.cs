using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>
/// Standard normal numbers that any language reproduces from a seed: SplitMix64, the top 53 bits as a uniform number, and
/// the cosine half of Box and Muller's transform, one normal for two uniforms (A, Figure 3).
/// </summary>
/// <param name="seed">the generator's first state</param>
public struct PortableNormals(ulong seed)
{
    private SplitMix64 bits = new(seed);

    /// <summary>The next number.</summary>
    public double Next()
    {
        var first = bits.Unit();
        var second = bits.Unit();
        return Math.Sqrt(-2 * Math.Log(1 - first)) * Math.Cos(2 * Math.PI * second);
    }
}
