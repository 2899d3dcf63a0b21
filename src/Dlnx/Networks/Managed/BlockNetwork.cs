using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>A network with its memory for one block of examples: loss, gradient and Hessian-vector product of the block.</summary>
internal sealed class BlockNetwork<T>(InputLayer<T> input, LayerSequence<T> layers, LossHead<T> head, BlockPlan plan)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private int firstExample;
    private int rows;

    /// <summary>Bytes of memory for all passes.</summary>
    public unsafe long Bytes => layers.Capacity * sizeof(T);

    /// <summary>The outputs of the last <see cref="Forward"/>.</summary>
    public ReadOnlySpan<T> Outputs => layers.Top.Values(rows);

    /// <summary>Runs the block up to the outputs.</summary>
    public void Forward(int block, ReadOnlySpan<T> parameters)
    {
        firstExample = plan.Start(block);
        rows = plan.Size(block) * head.InputsPerExample;
        input.MoveTo(firstExample * head.InputsPerExample, rows);
        layers.Forward(rows, parameters);
    }

    /// <summary>The loss after <see cref="Forward"/>; leaves what <see cref="Backward"/> starts from.</summary>
    public double Loss(ReadOnlySpan<double> weights) =>
        head.Evaluate(firstExample, Part(weights), layers.Top.Values(rows), layers.Top.Errors(rows));

    /// <summary>The gradient after <see cref="Loss"/>.</summary>
    public void Backward(ReadOnlySpan<T> parameters, Span<T> gradient) => layers.Backward(rows, parameters, gradient);

    /// <summary>The Hessian-vector product after <see cref="Backward"/> at the same parameters.</summary>
    public void Tangent(
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        ReadOnlySpan<double> weights,
        Span<T> product
    )
    {
        layers.ForwardTangent(rows, parameters, direction);
        var top = layers.Top;
        head.Tangent(firstExample, Part(weights), top.Values(rows), top.Tangents(rows), top.ErrorTangents(rows));
        layers.BackwardTangent(rows, parameters, direction, product);
    }

    private ReadOnlySpan<double> Part(ReadOnlySpan<double> weights) =>
        weights.Slice(firstExample, rows / head.InputsPerExample);
}
