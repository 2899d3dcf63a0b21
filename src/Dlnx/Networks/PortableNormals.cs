using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>
/// Standard normal numbers that any language reproduces from a seed: SplitMix64, the top 53 bits as a uniform number, and
/// the cosine half of Box and Muller's transform, one normal for two uniforms (A, Figure 3).
/// </summary>
/// <param name="seed">the generator's first state</param>
public struct PortableNormals(ulong seed)
{
    private const double Unit = 1.0 / (1UL << 53);
    private SplitMix64 bits = new(seed);

    /// <summary>The next number.</summary>
    public double Next()
    {
        var first = Uniform();
        var second = Uniform();
        return Math.Sqrt(-2 * Math.Log(1 - first)) * Math.Cos(2 * Math.PI * second);
    }

    private double Uniform() => (bits.Next() >> 11) * Unit;
}
