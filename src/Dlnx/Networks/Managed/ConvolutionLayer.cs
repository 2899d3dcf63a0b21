using System.Numerics;
using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>
/// A convolution as products of patches with kernels, a few lines of output positions at a time: Z = P·K, with P of
/// positions × patch and K of patch × channels. The team takes these chunks one by one. What they add to the gradient, and
/// to the errors of positions that several of them see, it adds chunk after chunk.
/// </summary>
internal sealed partial class ConvolutionLayer<T> : BlockLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bytes of patches at a time: they are written and read again while in the core's own cache.</summary>
    private const int PatchBytes = 1 << 18;

    private readonly PatchMatrix<T> geometry;
    private readonly KernelOrder order;
    private readonly int lines;
    private readonly PatchMemory<T>[] memories;
    private readonly ArrangedKernel<T> kernel;
    private readonly ArrangedKernel<T> kernelDirection;
    private readonly T[] arrangedGradient;
    private readonly PieceWork forward;
    private readonly PieceWork backward;
    private readonly PieceWork addBackward;
    private int rows;

    public unsafe ConvolutionLayer(BlockLayer<T> below, Convolution layer, int capacity)
        : base(below, layer.Output(below.Shape), capacity)
    {
        geometry = new(below.Shape, Shape, layer.Kernel, layer.Stride);
        order = new(layer.Channels, below.Shape.Channels, layer.Kernel * layer.Kernel);
        var lineBytes = sizeof(T) * geometry.Columns * Shape.Width;
        lines = Math.Clamp(PatchBytes / lineBytes, 1, capacity * Shape.Height);
        var entries = lines * Shape.Width * geometry.Columns;
        memories = [.. Enumerable.Range(0, Team.Workers).Select(_ => new PatchMemory<T>(entries, order.Count))];
        kernel = new(order);
        kernelDirection = new(order);
        arrangedGradient = new T[order.Count];
        (forward, backward, addBackward) = (Forward, Backward, AddBackward);
        (forwardTangent, backwardTangent, addBackwardTangent) = (ForwardTangent, BackwardTangent, AddBackwardTangent);
    }

    public override int ParameterCount => order.Count;

    private int Channels => Shape.Channels;

    private int Chunks => ((rows * Shape.Height) + lines - 1) / lines;

    public override void Forward(int rows, ReadOnlySpan<T> parameters)
    {
        this.rows = rows;
        kernel.Load(parameters);
        Team.Run(Chunks, forward);
    }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        this.rows = rows;
        Team.Run(Chunks, backward, addBackward);
        order.Restore<T>(arrangedGradient, gradient);
    }

    private void Forward(int worker, int piece)
    {
        var chunk = Chunk(piece);
        var p = Gather(memories[worker].Patches, Below.Values(rows), chunk);
        DenseKernels.Multiply<T>(p, kernel.Rows, Part(Values(rows), chunk), Up(chunk));
    }

    private void Backward(int worker, int piece)
    {
        var chunk = Chunk(piece);
        var memory = memories[worker];
        var error = Part(Errors(rows), chunk);
        var p = Gather(memory.Patches, Below.Values(rows), chunk);
        Outer(p, error, chunk, memory.Gradient);
        if (!Below.IsConstant)
            DenseKernels.Multiply<T>(error, kernel.Columns, p, Down(chunk));
    }

    private void AddBackward(int worker, int piece)
    {
        StoreOrAdd(memories[worker].Gradient, piece);
        if (!Below.IsConstant)
            Scatter(memories[worker].Patches, Below.Errors(rows), piece);
    }

    /// <summary>PᵀE, a chunk's part of the gradient of the arranged kernel.</summary>
    private void Outer(ReadOnlySpan<T> p, ReadOnlySpan<T> error, LineChunk chunk, Span<T> gradient) =>
        DenseKernels.MultiplyTransposedLeft(p, error, gradient, new(geometry.Columns, chunk.Positions, Channels));

    private void StoreOrAdd(ReadOnlySpan<T> part, int piece)
    {
        if (piece == 0)
            part.CopyTo(arrangedGradient);
        else
            Add(part);
    }

    private void Add(ReadOnlySpan<T> part) => TensorPrimitives.Add(arrangedGradient, part, arrangedGradient);

    private Span<T> Gather(Buffer<T> buffer, ReadOnlySpan<T> block, LineChunk chunk)
    {
        var p = buffer.Take(chunk.Positions * geometry.Columns);
        geometry.Gather(block, chunk.Start, chunk.End - chunk.Start, p);
        return p;
    }

    /// <summary>Adds a chunk's patches to the block they were taken from, which the first chunk clears.</summary>
    private void Scatter(Buffer<T> buffer, Span<T> block, int piece)
    {
        if (piece == 0)
            block.Clear();
        var chunk = Chunk(piece);
        var p = buffer.Take(chunk.Positions * geometry.Columns);
        geometry.Scatter(p, chunk.Start, chunk.End - chunk.Start, block);
    }

    private LineChunk Chunk(int piece)
    {
        var start = piece * lines;
        var end = Math.Min(start + lines, rows * Shape.Height);
        return new(start, end, (end - start) * Shape.Width);
    }

    private Span<T> Part(Span<T> block, LineChunk chunk) =>
        block.Slice(chunk.Start * Shape.Width * Channels, chunk.Positions * Channels);

    private ProductShape Up(LineChunk chunk) => new(chunk.Positions, geometry.Columns, Channels);

    private ProductShape Down(LineChunk chunk) => new(chunk.Positions, Channels, geometry.Columns);
}
