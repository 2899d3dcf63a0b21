using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>max(z, 0). The sign of the output is the mask, so the layer works in the memory of the one below if it may.</summary>
internal sealed class RectifierLayer<T> : BlockLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public RectifierLayer(BlockLayer<T> below)
        : base(below) { }

    public RectifierLayer(BlockLayer<T> below, int capacity)
        : base(below, below.Shape, capacity) { }

    public override bool AllowsOverwriting => false;

    public override void Forward(int rows, ReadOnlySpan<T> parameters)
    {
        var z = Below.Values(rows);
        Keep(z, z, Values(rows));
    }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient) =>
        Keep(Values(rows), Errors(rows), Below.Errors(rows));

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction) =>
        Keep(Values(rows), Below.Tangents(rows), Tangents(rows));

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    ) => Keep(Values(rows), ErrorTangents(rows), Below.ErrorTangents(rows));

    /// <summary>source where the mask is positive, else 0. Not-a-number passes, so that divergence is seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Keep(ReadOnlySpan<T> mask, ReadOnlySpan<T> source, Span<T> destination)
    {
        ref var sign = ref MemoryMarshal.GetReference(mask);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        nuint i = 0;
        var count = (nuint)mask.Length;
        for (; i + (nuint)Vector<T>.Count <= count; i += (nuint)Vector<T>.Count)
        {
            var closed = Vector.LessThanOrEqual(Vector.LoadUnsafe(ref sign, i), Vector<T>.Zero);
            Vector.AndNot(Vector.LoadUnsafe(ref from, i), closed).StoreUnsafe(ref to, i);
        }

        for (; i < count; i++)
            Unsafe.Add(ref to, i) = Unsafe.Add(ref sign, i) <= T.Zero ? T.Zero : Unsafe.Add(ref from, i);
    }
}
