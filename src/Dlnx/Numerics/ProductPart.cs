using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dlnx.Numerics;

/// <summary>Which factor of a product op(A)·op(B) has only zeros on one side of its diagonal.</summary>
internal enum TriangularFactor
{
    /// <summary>None.</summary>
    None,

    /// <summary>op(A) is upper triangular.</summary>
    UpperLeft,

    /// <summary>op(A) is lower triangular.</summary>
    LowerLeft,

    /// <summary>op(B) is upper triangular.</summary>
    UpperRight,

    /// <summary>op(B) is lower triangular.</summary>
    LowerRight,
}

/// <summary>A part of a product: some of its rows, and what of the inner index need not be gone through.</summary>
/// <param name="FirstRow">the first row of op(A) and of the result</param>
/// <param name="EndRow">the one after the last</param>
/// <param name="Triangular">the factor whose zeros are skipped, tile by tile; they are not required to be there</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProductPart(int FirstRow, int EndRow, TriangularFactor Triangular)
{
    /// <summary>The inner indices that a tile needs.</summary>
    /// <param name="inner">all of them</param>
    /// <param name="row">the tile's first row</param>
    /// <param name="rows">its rows</param>
    /// <param name="column">its first column</param>
    /// <param name="columns">its columns</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public InnerRange Inner(int inner, int row, int rows, int column, int columns) =>
        Triangular == TriangularFactor.None ? new(0, inner) : Needed(inner, row, rows, column, columns);

    private InnerRange Needed(int inner, int row, int rows, int column, int columns) =>
        Triangular switch
        {
            TriangularFactor.UpperLeft => new(Math.Min(row, inner), inner),
            TriangularFactor.LowerLeft => new(0, Math.Min(row + rows, inner)),
            TriangularFactor.UpperRight => new(0, Math.Min(column + columns, inner)),
            TriangularFactor.LowerRight => new(Math.Min(column, inner), inner),
            _ => new(0, inner),
        };
}

/// <summary>A part of the inner index.</summary>
/// <param name="First">its first value</param>
/// <param name="End">the one after its last</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InnerRange(int First, int End)
{
    /// <summary>How many values there are.</summary>
    public int Count => End - First;
}
