using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>What a sum over the rows of a block adds.</summary>
internal interface IColumnTerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The terms of one vector of entries.</summary>
    /// <param name="index">of the first entry in the block</param>
    /// <param name="column">of the first entry</param>
    Vector<T> Vector(int index, int column);

    /// <summary>The term of one entry.</summary>
    T Scalar(int index, int column);
}

/// <summary>x.</summary>
internal readonly ref struct Entries<T>(ReadOnlySpan<T> x) : IColumnTerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> x = x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Vector(int index, int column) => ColumnSums.Load(x, index);

    public T Scalar(int index, int column) => x[index];
}

/// <summary>x·y.</summary>
internal readonly ref struct Products<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) : IColumnTerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> x = x;
    private readonly ReadOnlySpan<T> y = y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Vector(int index, int column) => ColumnSums.Load(x, index) * ColumnSums.Load(y, index);

    public T Scalar(int index, int column) => x[index] * y[index];
}

/// <summary>(x − mean)².</summary>
internal readonly ref struct SquaredDeviations<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> means) : IColumnTerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> x = x;
    private readonly ReadOnlySpan<T> means = means;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Vector(int index, int column)
    {
        var deviation = ColumnSums.Load(x, index) - ColumnSums.Load(means, column);
        return deviation * deviation;
    }

    public T Scalar(int index, int column) => (x[index] - means[column]) * (x[index] - means[column]);
}

/// <summary>Sums over the rows of a block, for all columns.</summary>
internal static class ColumnSums
{
    /// <summary>
    /// Rows added in the number type itself before the sum moves on to double precision, so that single precision keeps its
    /// digits over any number of rows.
    /// </summary>
    private const int Stretch = 64;

    /// <summary>Writes the sums of the columns of a block with this many entries.</summary>
    public static void Of<T, TTerm>(TTerm term, int entries, Span<double> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTerm : IColumnTerm<T>, allows ref struct
    {
        sums.Clear();
        var columns = sums.Length;
        for (var start = 0; start < entries; start += Stretch * columns)
        {
            var end = Math.Min(entries, start + (Stretch * columns));
            AddStretch<T, TTerm>(term, start, end, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(ReadOnlySpan<T> x, int index) =>
        Vector.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddStretch<T, TTerm>(TTerm term, int start, int end, Span<double> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTerm : IColumnTerm<T>, allows ref struct
    {
        var columns = sums.Length;
        var column = 0;
        for (; column <= columns - Vector<T>.Count; column += Vector<T>.Count)
        {
            var sum = Vector<T>.Zero;
            for (var i = start + column; i < end; i += columns)
                sum += term.Vector(i, column);
            for (var lane = 0; lane < Vector<T>.Count; lane++)
                sums[column + lane] += double.CreateTruncating(sum[lane]);
        }

        for (; column < columns; column++)
        {
            var sum = T.Zero;
            for (var i = start + column; i < end; i += columns)
                sum += term.Scalar(i, column);
            sums[column] += double.CreateTruncating(sum);
        }
    }
}
