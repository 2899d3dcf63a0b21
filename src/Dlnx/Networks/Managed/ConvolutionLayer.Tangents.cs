using Dlnx.Numerics;

namespace Dlnx.Networks.Managed;

// The passes along a direction.
internal sealed partial class ConvolutionLayer<T>
{
    private readonly PieceWork forwardTangent;
    private readonly PieceWork backwardTangent;
    private readonly PieceWork addBackwardTangent;

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction)
    {
        this.rows = rows;
        kernelDirection.Load(direction);
        Team.Run(Chunks, forwardTangent);
    }

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    )
    {
        this.rows = rows;
        Team.Run(Chunks, backwardTangent, addBackwardTangent);
        order.Restore<T>(arrangedGradient, product);
    }

    private void ForwardTangent(int worker, int piece)
    {
        var chunk = Chunk(piece);
        var memory = memories[worker];
        var z = Part(Tangents(rows), chunk);
        var p = Gather(memory.Patches, Below.Values(rows), chunk);
        DenseKernels.Multiply<T>(p, kernelDirection.Rows, z, Up(chunk));
        if (Below.IsConstant)
            return;
        p = Gather(memory.PatchTangents, Below.Tangents(rows), chunk);
        DenseKernels.Multiply<T>(p, kernel.Rows, z, Up(chunk), 1, 1);
    }

    private void BackwardTangent(int worker, int piece)
    {
        var chunk = Chunk(piece);
        var memory = memories[worker];
        var error = Part(Errors(rows), chunk);
        var change = Part(ErrorTangents(rows), chunk);
        var p = Gather(memory.Patches, Below.Values(rows), chunk);
        Outer(p, change, chunk, memory.Gradient);
        if (Below.IsConstant)
            return;
        var tangents = Gather(memory.PatchTangents, Below.Tangents(rows), chunk);
        Outer(tangents, error, chunk, memory.MoreGradient.Take(order.Count));
        DenseKernels.Multiply<T>(change, kernel.Columns, p, Down(chunk));
        DenseKernels.Multiply<T>(error, kernelDirection.Columns, p, Down(chunk), 1, 1);
    }

    private void AddBackwardTangent(int worker, int piece)
    {
        var memory = memories[worker];
        StoreOrAdd(memory.Gradient, piece);
        if (Below.IsConstant)
            return;
        Add(memory.MoreGradient.Take(order.Count));
        Scatter(memory.Patches, Below.ErrorTangents(rows), piece);
    }
}
