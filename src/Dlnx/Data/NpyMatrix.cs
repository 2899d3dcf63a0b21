using System.Buffers.Binary;
using System.Text;
using Dlnx.Numerics;

namespace Dlnx.Data;

/// <summary>
/// A matrix in NumPy's .npy format, versions 1 to 3: two dimensions of float64, float32, int64 or int32 in either byte
/// order and either storage order.
/// </summary>
public static class NpyMatrix
{
    private const int PreambleLength = 8;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether the bytes begin like an .npy file.</summary>
    public static bool IsNpy(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>Reads a matrix of finite numbers.</summary>
    /// <exception cref="MatrixFormatException">Not a two-dimensional .npy array of numbers, or truncated; names the byte.</exception>
    public static Matrix Read(ReadOnlySpan<byte> bytes)
    {
        if (!IsNpy(bytes) || bytes.Length < PreambleLength)
            throw new MatrixFormatException("byte 0: expected NumPy's mark \\x93NUMPY.");
        var data = HeaderLength(bytes, out var start);
        if (bytes.Length < start + data)
            throw new MatrixFormatException($"byte {bytes.Length}: the file ends inside its header of {data} bytes.");
        var header = NpyHeader.Parse(Encoding.UTF8.GetString(bytes.Slice(start, data)), start);
        return Fill(header, bytes[(start + data)..], start + data);
    }

    private static int HeaderLength(ReadOnlySpan<byte> bytes, out int start)
    {
        var wide = bytes[6] switch
        {
            1 => false,
            2 or 3 => true,
            var other => throw new MatrixFormatException($"byte 6: version {other}; this reads versions 1 to 3."),
        };
        start = PreambleLength + (wide ? sizeof(uint) : sizeof(ushort));
        if (bytes.Length < start)
            throw new MatrixFormatException($"byte {bytes.Length}: the file ends before its header.");
        var length = wide
            ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[PreambleLength..])
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes[PreambleLength..]);
        return length <= int.MaxValue - start
            ? (int)length
            : throw new MatrixFormatException($"byte {PreambleLength}: a header of {length} bytes cannot be right.");
    }

    private static Matrix Fill(NpyHeader header, ReadOnlySpan<byte> data, int offset)
    {
        var expected = (long)header.Rows * header.Columns * header.EntryLength;
        if (data.Length != expected)
        {
            var shape = $"{header.Rows} × {header.Columns} entries of {header.EntryLength} bytes";
            throw new MatrixFormatException($"byte {offset}: {shape} need {expected} bytes; found {data.Length}.");
        }
        var matrix = new Matrix(header.Rows, header.Columns);
        for (var index = 0; index < header.Rows * header.Columns; index++)
        {
            var value = header.Read(data[(index * header.EntryLength)..]);
            if (!double.IsFinite(value))
            {
                var at = offset + ((long)index * header.EntryLength);
                throw new MatrixFormatException($"byte {at}: entry {index} is {value}; it must be finite.");
            }
            if (header.ColumnMajor)
                matrix[index % header.Rows, index / header.Rows] = value;
            else
                matrix[index / header.Columns, index % header.Columns] = value;
        }
        return matrix;
    }
}
