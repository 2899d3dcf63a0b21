using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>The bottom of a network: a window on the inputs of one block.</summary>
internal sealed class InputLayer<T>(FeatureShape shape, T[] inputs) : BlockLayer<T>(null, shape, 0)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private int start;

    public override bool IsConstant => true;

    public override bool AllowsOverwriting => false;

    /// <summary>Moves the window to the block that starts at this input.</summary>
    public void MoveTo(int firstInput) => start = firstInput * Shape.Size;

    public override Span<T> Values(int rows) => inputs.AsSpan(start, rows * Shape.Size);

    public override void Forward(int rows, ReadOnlySpan<T> parameters) { }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient) { }

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction) { }

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    ) { }
}
