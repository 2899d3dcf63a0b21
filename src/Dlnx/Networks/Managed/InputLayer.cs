using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>The bottom of a network: a window on the inputs of one block.</summary>
internal sealed class InputLayer<T>(FeatureShape shape, EngineInputs<T> inputs, Team team) : BlockLayer<T>(team, shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] values = inputs.All ?? [];
    private double[] numbers = [];
    private int start;
    private int made = -1;

    public override bool IsConstant => true;

    public override bool AllowsOverwriting => false;

    /// <summary>Moves the window to a block, whose inputs are made now if they are streamed.</summary>
    /// <param name="first">its first input</param>
    /// <param name="count">how many inputs</param>
    public void MoveTo(int first, int count)
    {
        if (inputs.All is not null)
            start = first * Shape.Size;
        else if (first != made)
            Make(first, count * Shape.Size);
    }

    public override Span<T> Values(int rows) => values.AsSpan(start, rows * Shape.Size);

    public override void Forward(int rows, ReadOnlySpan<T> parameters) { }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient) { }

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction) { }

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    ) { }

    private void Make(int first, int length)
    {
        if (values.Length < length)
            (values, numbers) = (new T[length], new double[length]);
        inputs.Make(first, numbers.AsSpan(0, length), values.AsSpan(0, length));
        made = first;
    }
}
