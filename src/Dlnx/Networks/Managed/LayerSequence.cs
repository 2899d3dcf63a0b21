using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>Layers one above the other, and the parts of a flat vector that belong to each.</summary>
internal sealed class LayerSequence<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BlockLayer<T>[] layers;
    private readonly int[] offsets;

    public LayerSequence(IEnumerable<BlockLayer<T>> layers)
    {
        this.layers = [.. layers];
        offsets = new int[this.layers.Length + 1];
        for (var i = 0; i < this.layers.Length; i++)
            offsets[i + 1] = offsets[i] + this.layers[i].ParameterCount;
    }

    /// <summary>The last layer.</summary>
    public BlockLayer<T> Top => layers[^1];

    public int ParameterCount => offsets[^1];

    public long Capacity => layers.Sum(layer => layer.Capacity);

    public void Forward(int rows, ReadOnlySpan<T> parameters)
    {
        for (var i = 0; i < layers.Length; i++)
            layers[i].Forward(rows, parameters[offsets[i]..offsets[i + 1]]);
    }

    public void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        for (var i = layers.Length - 1; i >= 0 && !layers[i].IsConstant; i--)
            layers[i].Backward(rows, parameters[offsets[i]..offsets[i + 1]], gradient[offsets[i]..offsets[i + 1]]);
    }

    public void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            var (start, end) = (offsets[i], offsets[i + 1]);
            if (!layers[i].IsConstant)
                layers[i].ForwardTangent(rows, parameters[start..end], direction[start..end]);
        }
    }

    public void BackwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, Span<T> product)
    {
        for (var i = layers.Length - 1; i >= 0 && !layers[i].IsConstant; i--)
        {
            var (start, end) = (offsets[i], offsets[i + 1]);
            layers[i].BackwardTangent(rows, parameters[start..end], direction[start..end], product[start..end]);
        }
    }
}
