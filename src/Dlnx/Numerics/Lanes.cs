using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>Eight matrices of one shape, entry by entry: a vector holds the same entry of all of them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Lanes(Vector512<double>* first, nint rowStride, nint columnStride)
{
    /// <summary>How many matrices there are.</summary>
    public const int Count = 8;

    /// <summary>Entry (0, 0).</summary>
    public Vector512<double>* First { get; } = first;

    /// <summary>Vectors from a row to the next.</summary>
    public nint RowStride { get; } = rowStride;

    /// <summary>Vectors from an entry of a row to the next.</summary>
    public nint ColumnStride { get; } = columnStride;

    /// <summary>The transposed matrices, in the same place.</summary>
    public Lanes Transposed => new(First, ColumnStride, RowStride);

    /// <summary>Matrices whose rows of <paramref name="columns"/> entries follow each other without gaps.</summary>
    public static Lanes Of(Vector512<double>* first, int columns) => new(first, columns, 1);

    /// <summary>The matrices without their first rows and columns.</summary>
    public Lanes From(int row, int column) =>
        new(First + (row * RowStride) + (column * ColumnStride), RowStride, ColumnStride);
}
