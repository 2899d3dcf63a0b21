using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>max(z, 0). The sign of the output is the mask, so the layer works in the memory of the one below if it may.</summary>
internal sealed class RectifierLayer<T> : ExamplewiseLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public RectifierLayer(BlockLayer<T> below)
        : base(below) { }

    public RectifierLayer(BlockLayer<T> below, int capacity)
        : base(below, below.Shape, capacity) { }

    public override bool AllowsOverwriting => false;

    protected override void Forward(RowRange rows)
    {
        var z = Below.Values(rows);
        Keep(z, z, Values(rows));
    }

    protected override void Backward(RowRange rows) => Keep(Values(rows), Errors(rows), Below.Errors(rows));

    protected override void ForwardTangent(RowRange rows) => Keep(Values(rows), Below.Tangents(rows), Tangents(rows));

    protected override void BackwardTangent(RowRange rows) =>
        Keep(Values(rows), ErrorTangents(rows), Below.ErrorTangents(rows));

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
