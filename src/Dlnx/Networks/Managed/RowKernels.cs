using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>Sums over the rows of a block and operations that repeat one row, vectorised along the columns.</summary>
internal static class RowKernels
{
    /// <summary>
    /// Rows added in the number type itself before the sum moves on to double precision, so that single precision keeps its
    /// digits over any number of rows.
    /// </summary>
    private const int Stretch = 64;

    /// <summary>Adds a row to every row of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddToRows<T>(ReadOnlySpan<T> row, Span<T> block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var to = ref MemoryMarshal.GetReference(block);
        ref var from = ref MemoryMarshal.GetReference(row);
        var columns = row.Length;
        var vectorised = columns - (columns % Vector<T>.Count);
        for (var start = 0; start < block.Length; start += columns)
        {
            var j = 0;
            for (; j < vectorised; j += Vector<T>.Count)
            {
                var sum = Vector.LoadUnsafe(ref from, (nuint)j) + Vector.LoadUnsafe(ref to, (nuint)(start + j));
                sum.StoreUnsafe(ref to, (nuint)(start + j));
            }

            for (; j < columns; j++)
                Unsafe.Add(ref to, start + j) += Unsafe.Add(ref from, j);
        }
    }

    /// <summary>Writes the sum of all rows of a block.</summary>
    [SkipLocalsInit]
    public static void SumRows<T>(ReadOnlySpan<T> block, Span<T> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<double> wide = stackalloc double[Vector<T>.Count];
        var columns = sums.Length;
        var j = 0;
        for (; j <= columns - Vector<T>.Count; j += Vector<T>.Count)
        {
            SumColumns(block, columns, j, wide);
            for (var lane = 0; lane < Vector<T>.Count; lane++)
                sums[j + lane] = T.CreateTruncating(wide[lane]);
        }

        for (; j < columns; j++)
        {
            var sum = 0.0;
            for (var i = j; i < block.Length; i += columns)
                sum += double.CreateTruncating(block[i]);
            sums[j] = T.CreateTruncating(sum);
        }
    }

    /// <summary>The sums of one vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumColumns<T>(ReadOnlySpan<T> block, int columns, int column, Span<double> wide)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        wide.Clear();
        ref var from = ref MemoryMarshal.GetReference(block);
        for (var start = column; start < block.Length; )
        {
            var end = (int)Math.Min(block.Length, start + ((long)Stretch * columns));
            var sum = Vector<T>.Zero;
            for (; start < end; start += columns)
                sum += Vector.LoadUnsafe(ref from, (nuint)start);
            for (var lane = 0; lane < Vector<T>.Count; lane++)
                wide[lane] += double.CreateTruncating(sum[lane]);
        }
    }
}
