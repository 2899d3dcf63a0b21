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
