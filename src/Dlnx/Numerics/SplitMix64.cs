namespace Dlnx.Numerics;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, in Vigna's form): a
/// counter advanced by the golden ratio and finished by a bijective mix. Seeds <see cref="RandomStream"/>.
/// </summary>
public struct SplitMix64(ulong seed)
{
    /// <summary>2⁶⁴/φ rounded to odd: the increment of the counter.</summary>
    internal const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(state += GoldenGamma);

    /// <summary>The finishing bijection of the generator (Stafford's variant 13).</summary>
    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
