using System.Numerics;
using System.Numerics.Tensors;

namespace Dlnx.Networks.Managed;

/// <summary>branch(x) + shortcut(x).</summary>
internal sealed class ResidualLayer<T>(
    BlockLayer<T> below,
    LayerSequence<T> branch,
    LayerSequence<T> shortcut,
    int capacity
) : BlockLayer<T>(below, branch.Top.Shape, capacity)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Buffer<T> viaShortcut = new(below.Shape.Size * capacity);

    public override int ParameterCount => branch.ParameterCount + shortcut.ParameterCount;

    public override long Capacity => base.Capacity + branch.Capacity + shortcut.Capacity + viaShortcut.Capacity;

    public override void Forward(int rows, ReadOnlySpan<T> parameters)
    {
        branch.Forward(rows, parameters[..branch.ParameterCount]);
        shortcut.Forward(rows, parameters[branch.ParameterCount..]);
        TensorPrimitives.Add<T>(branch.Top.Values(rows), shortcut.Top.Values(rows), Values(rows));
    }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        Errors(rows).CopyTo(branch.Top.Errors(rows));
        Errors(rows).CopyTo(shortcut.Top.Errors(rows));
        shortcut.Backward(rows, parameters[branch.ParameterCount..], gradient[branch.ParameterCount..]);
        var kept = Keep(rows, Below.IsConstant ? [] : Below.Errors(rows));
        branch.Backward(rows, parameters[..branch.ParameterCount], gradient[..branch.ParameterCount]);
        if (!Below.IsConstant)
            TensorPrimitives.Add<T>(Below.Errors(rows), kept, Below.Errors(rows));
    }

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction)
    {
        var split = branch.ParameterCount;
        branch.ForwardTangent(rows, parameters[..split], direction[..split]);
        shortcut.ForwardTangent(rows, parameters[split..], direction[split..]);
        var tangents = Tangents(rows);
        tangents.Clear();
        if (!branch.Top.IsConstant)
            TensorPrimitives.Add<T>(tangents, branch.Top.Tangents(rows), tangents);
        if (!shortcut.Top.IsConstant)
            TensorPrimitives.Add<T>(tangents, shortcut.Top.Tangents(rows), tangents);
    }

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    )
    {
        var split = branch.ParameterCount;
        ErrorTangents(rows).CopyTo(branch.Top.ErrorTangents(rows));
        ErrorTangents(rows).CopyTo(shortcut.Top.ErrorTangents(rows));
        shortcut.BackwardTangent(rows, parameters[split..], direction[split..], product[split..]);
        var kept = Keep(rows, Below.IsConstant ? [] : Below.ErrorTangents(rows));
        branch.BackwardTangent(rows, parameters[..split], direction[..split], product[..split]);
        if (!Below.IsConstant)
            TensorPrimitives.Add<T>(Below.ErrorTangents(rows), kept, Below.ErrorTangents(rows));
    }

    /// <summary>Saves what came down the shortcut, before the branch writes to the same place.</summary>
    private Span<T> Keep(int rows, ReadOnlySpan<T> errors)
    {
        var kept = viaShortcut.Take(rows * Below.Shape.Size);
        errors.CopyTo(kept);
        return kept;
    }
}
