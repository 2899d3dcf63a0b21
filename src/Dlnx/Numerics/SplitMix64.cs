using System.Buffers.Binary;

namespace Dlnx.Numerics;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, in Vigna's form): a
/// counter advanced by the golden ratio and finished by a bijective mix. Seeds <see cref="RandomStream"/>, and draws what
/// other languages must reproduce bit by bit: surrogate data, initial weights.
/// </summary>
public struct SplitMix64(ulong seed)
{
    /// <summary>2⁶⁴/φ rounded to odd: the increment of the counter.</summary>
    internal const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private const double TwoToMinus53 = 1.0 / (1UL << 53);

    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(state += GoldenGamma);

    /// <summary>Uniform on [0, 1): the upper 53 bits times 2⁻⁵³.</summary>
    public double Unit() => (Next() >> 11) * TwoToMinus53;

    /// <summary>
    /// An integer of {0, …, bound − 1}: the upper 32 bits times the bound, shifted down by 32. Biased by less than
    /// bound·2⁻³², in exchange for exactly one draw.
    /// </summary>
    /// <param name="bound">n ≥ 1</param>
    /// <exception cref="ArgumentOutOfRangeException">the bound is not positive</exception>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)(((Next() >> 32) * (ulong)bound) >> 32);
    }

    /// <summary>An integer of {low, …, high}, both ends included: low + <see cref="Below"/>(high − low + 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">low exceeds high</exception>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>Fills the span from ⌈length/8⌉ draws, 8 bytes each, least significant first; surplus bytes are dropped.</summary>
    public void Fill(Span<byte> octets)
    {
        while (octets.Length >= sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(octets, Next());
            octets = octets[sizeof(ulong)..];
        }

        if (octets.IsEmpty)
            return;
        Span<byte> last = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(last, Next());
        last[..octets.Length].CopyTo(octets);
    }

    /// <summary>The finishing bijection of the generator (Stafford's variant 13).</summary>
    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
