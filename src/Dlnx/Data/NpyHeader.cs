using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dlnx.Data;

/// <summary>The header of an .npy file: a Python dictionary with the entries' type, the storage order and the shape.</summary>
internal sealed partial record NpyHeader(string Type, bool ColumnMajor, int Rows, int Columns)
{
    // More entries than this would not fit into a matrix here anyway.
    private const int LargestDimension = 46_340;

    public int EntryLength => Type[2] - '0';

    public static NpyHeader Parse(string text, int offset)
    {
        var type = Match(TypePattern(), "'descr': '<f8'");
        if (type is not ("<f8" or ">f8" or "<f4" or ">f4" or "<i8" or ">i8" or "<i4" or ">i4"))
            throw Problem($"the type is '{type}'; this reads f8, f4, i8 and i4, little or big endian");
        var order = Match(OrderPattern(), "'fortran_order': False");
        string[] shape = Match(ShapePattern(), "'shape': (3, 3)")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (shape.Length != 2)
            throw Problem($"the array has {shape.Length} dimensions; a matrix has 2");
        return new NpyHeader(type, order is "True", Dimension(shape[0]), Dimension(shape[1]));

        string Match(Regex pattern, string example) =>
            pattern.Match(text) is { Success: true } match
                ? match.Groups["value"].Value
                : throw Problem($"expected an entry such as {example}");

        int Dimension(string digits) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size <= LargestDimension
                ? size
                : throw Problem($"the dimension {digits} is not between 0 and {LargestDimension}");

        MatrixFormatException Problem(string what) => new($"byte {offset}, header: {what}.");
    }

    public double Read(ReadOnlySpan<byte> entry) =>
        Type switch
        {
            "<f8" => BinaryPrimitives.ReadDoubleLittleEndian(entry),
            ">f8" => BinaryPrimitives.ReadDoubleBigEndian(entry),
            "<f4" => BinaryPrimitives.ReadSingleLittleEndian(entry),
            ">f4" => BinaryPrimitives.ReadSingleBigEndian(entry),
            "<i8" => BinaryPrimitives.ReadInt64LittleEndian(entry),
            ">i8" => BinaryPrimitives.ReadInt64BigEndian(entry),
            "<i4" => BinaryPrimitives.ReadInt32LittleEndian(entry),
            _ => BinaryPrimitives.ReadInt32BigEndian(entry),
        };

    [GeneratedRegex("'descr':\\s*'(?<value>[^']{1,20})'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypePattern();

    [GeneratedRegex(
        "'fortran_order':\\s*(?<value>True|False)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex OrderPattern();

    [GeneratedRegex(
        "'shape':\\s*\\((?<value>[0-9, ]{0,80})\\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ShapePattern();
}
