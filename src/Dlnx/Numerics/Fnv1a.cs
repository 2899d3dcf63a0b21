namespace Dlnx.Numerics;

/// <summary>The 64-bit hash of Fowler, Noll and Vo in its variant 1a: short to write in any language.</summary>
public static class Fnv1a
{
    /// <summary>The multiplier, 2⁴⁰ + 2⁸ + 0xB3.</summary>
    public const ulong Prime = 0x00000100000001B3;

    private const ulong Offset = 0xCBF29CE484222325;

    /// <summary>The hash of the octets in their order.</summary>
    public static ulong Hash(ReadOnlySpan<byte> octets)
    {
        var hash = Offset;
        foreach (var octet in octets)
            hash = unchecked((hash ^ octet) * Prime);
        return hash;
    }
}
