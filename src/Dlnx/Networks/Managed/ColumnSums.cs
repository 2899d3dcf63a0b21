using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>
/// Sums over the rows of a block, for all columns: first over stretches of rows in the number type itself, then over the
/// stretches in double precision, so that single precision keeps its digits over any number of rows. Stretches may be
/// summed in any order, by several workers.
/// </summary>
/// <param name="columns">columns of the block</param>
/// <param name="capacity">rows of the largest block</param>
internal sealed class ColumnSums<T>(int columns, int capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Buffer<T> sums = new(ColumnSums.Stretches(capacity) * columns);

    /// <summary>Sums stretches first … end − 1 of a block with this many entries.</summary>
    public void Add<TTerm>(TTerm term, int entries, int first, int end)
        where TTerm : IColumnTerm<T>, allows ref struct
    {
        for (var stretch = first; stretch < end; stretch++)
        {
            var start = stretch * ColumnSums.Stretch * columns;
            var stop = Math.Min(entries, start + (ColumnSums.Stretch * columns));
            AddRows(term, start, stop, sums.Take(new RowRange(stretch, stretch + 1), columns));
        }
    }

    /// <summary>Writes the sums over all rows, once every stretch is summed.</summary>
    public void Total(int rows, Span<double> totals)
    {
        totals.Clear();
        var stretches = sums.Take(ColumnSums.Stretches(rows) * columns);
        for (var start = 0; start < stretches.Length; start += columns)
        {
            for (var column = 0; column < columns; column++)
                totals[column] += double.CreateTruncating(stretches[start + column]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows<TTerm>(TTerm term, int start, int end, Span<T> sums)
        where TTerm : IColumnTerm<T>, allows ref struct
    {
        var columns = sums.Length;
        var column = 0;
        for (; column <= columns - Vector<T>.Count; column += Vector<T>.Count)
        {
            var sum = Vector<T>.Zero;
            for (var i = start + column; i < end; i += columns)
                sum += term.Vector(i, column);
            sum.StoreUnsafe(ref MemoryMarshal.GetReference(sums), (nuint)column);
        }

        for (; column < columns; column++)
        {
            var sum = T.Zero;
            for (var i = start + column; i < end; i += columns)
                sum += term.Scalar(i, column);
            sums[column] = sum;
        }
    }
}

/// <summary>What sums over columns share whatever their number type.</summary>
internal static class ColumnSums
{
    /// <summary>Rows of a stretch.</summary>
    public const int Stretch = 64;

    /// <summary>Stretches that so many rows have; the last may be shorter.</summary>
    public static int Stretches(int rows) => (rows + Stretch - 1) / Stretch;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(ReadOnlySpan<T> x, int index) =>
        Vector.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)index);
}
