using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>A layer without parameters that treats every example by itself: the team splits the examples.</summary>
internal abstract class ExamplewiseLayer<T> : BlockLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly UnitWork forward;
    private readonly UnitWork backward;
    private readonly UnitWork forwardTangent;
    private readonly UnitWork backwardTangent;

    /// <summary>A layer with memory of its own.</summary>
    protected ExamplewiseLayer(BlockLayer<T> below, FeatureShape shape, int capacity)
        : base(below, shape, capacity) => (forward, backward, forwardTangent, backwardTangent) = Passes();

    /// <summary>A layer that works in the memory of the layer below.</summary>
    protected ExamplewiseLayer(BlockLayer<T> below)
        : base(below) => (forward, backward, forwardTangent, backwardTangent) = Passes();

    public sealed override void Forward(int rows, ReadOnlySpan<T> parameters) => Split(rows, forward);

    public sealed override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient) =>
        Split(rows, backward);

    public sealed override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction) =>
        Split(rows, forwardTangent);

    public sealed override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    ) => Split(rows, backwardTangent);

    /// <summary>Values from those below.</summary>
    protected abstract void Forward(RowRange rows);

    /// <summary>Errors below from the errors here.</summary>
    protected abstract void Backward(RowRange rows);

    /// <summary>The change of the values.</summary>
    protected abstract void ForwardTangent(RowRange rows);

    /// <summary>The change of the errors below.</summary>
    protected abstract void BackwardTangent(RowRange rows);

    private (UnitWork, UnitWork, UnitWork, UnitWork) Passes() =>
        (
            (first, end) => Forward(new(first, end)),
            (first, end) => Backward(new(first, end)),
            (first, end) => ForwardTangent(new(first, end)),
            (first, end) => BackwardTangent(new(first, end))
        );

    private void Split(int rows, UnitWork pass) => Team.Split(rows, Math.Max(Shape.Size, Below.Shape.Size), pass);
}
