using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Fuzzing;

/// <summary>How a file is damaged.</summary>
internal enum Damage
{
    BitFlipped,
    ByteReplaced,
    Truncated,
    Inserted,
    Deleted,
    Duplicated,
    NumberMadeHuge,
}

/// <summary>One damage of a file: what, where, how much of it.</summary>
/// <param name="Damage">What happens.</param>
/// <param name="At">Where, taken modulo the length of the file.</param>
/// <param name="Length">How many bytes it concerns.</param>
/// <param name="Value">What is written.</param>
internal sealed record Mutation(Damage Damage, int At, int Length, int Value)
{
    private static readonly string[] Huge =
    [
        "2147483648",
        "4294967295",
        "99999999999999999999",
        "1E999",
        "-1",
        "1e-999",
    ];

    /// <summary>One to four damages, of which half are near the beginning, where headers are.</summary>
    public static Gen<Mutation[]> Several { get; } = Gen.Choose(1, 4).SelectMany(count => One().ArrayOf(count));

    /// <summary>The damaged content.</summary>
    public byte[] Apply(byte[] content)
    {
        if (content.Length == 0)
            return [(byte)Value];
        var at = At % content.Length;
        var end = Math.Min(content.Length, at + Length);
        return Damage switch
        {
            Damage.BitFlipped => Replaced(content, at, [(byte)(content[at] ^ (1 << (Value & 7)))]),
            Damage.ByteReplaced => Replaced(content, at, [(byte)Value]),
            Damage.Truncated => content[..at],
            Damage.Inserted => [.. content[..at], .. Enumerable.Repeat((byte)Value, Length), .. content[at..]],
            Damage.Deleted => [.. content[..at], .. content[end..]],
            Damage.Duplicated => [.. content[..end], .. content[at..]],
            _ => WithHugeNumber(content, at),
        };
    }

    private static Gen<Mutation> One() =>
        from damage in Gen.Elements(Enum.GetValues<Damage>())
        from at in Gen.OneOf(Gen.Choose(0, 32), Gen.Choose(0, int.MaxValue))
        from length in Gen.OneOf(Gen.Choose(1, 16), Gen.Choose(1, 2048))
        from value in Gen.Choose(0, 255)
        select new Mutation(damage, at, length, value);

    // The next number in text, or four bytes of a binary header.
    private byte[] WithHugeNumber(byte[] content, int at)
    {
        var start = Array.FindIndex(content, at, letter => letter is >= (byte)'0' and <= (byte)'9');
        if (start < 0 || start > at + 64)
            return Replaced(content, at, [(byte)(Value % 2 == 0 ? 0x7F : 0xFF), 0xFF, 0xFF, 0xFF]);
        var end = start;
        while (end < content.Length && content[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        return [.. content[..start], .. Encoding.ASCII.GetBytes(Huge[Value % Huge.Length]), .. content[end..]];
    }

    private static byte[] Replaced(byte[] content, int at, byte[] part) =>
        [.. content[..at], .. part, .. content[Math.Min(content.Length, at + part.Length)..]];
}
