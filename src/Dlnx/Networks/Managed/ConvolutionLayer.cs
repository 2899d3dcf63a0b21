using System.Numerics;
using Dlnx.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>
/// A convolution as products of patches with kernels, a few lines of output positions at a time: Z = P·K, with P of
/// positions × patch and K of patch × channels.
/// </summary>
internal sealed class ConvolutionLayer<T> : BlockLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bytes of patches at a time: they are written and read again while in the core's own cache.</summary>
    private const int PatchBytes = 1 << 18;

    private readonly PatchMatrix<T> geometry;
    private readonly KernelOrder order;
    private readonly int lines;
    private readonly Buffer<T> patches;
    private readonly Buffer<T> patchTangents;
    private readonly ArrangedKernel<T> kernel;
    private readonly ArrangedKernel<T> kernelDirection;
    private readonly T[] arrangedGradient;

    public unsafe ConvolutionLayer(BlockLayer<T> below, Convolution layer, int capacity)
        : base(below, layer.Output(below.Shape), capacity)
    {
        geometry = new(below.Shape, Shape, layer.Kernel, layer.Stride);
        order = new(layer.Channels, below.Shape.Channels, layer.Kernel * layer.Kernel);
        var lineBytes = sizeof(T) * geometry.Columns * Shape.Width;
        lines = Math.Clamp(PatchBytes / lineBytes, 1, capacity * Shape.Height);
        patches = new(lines * Shape.Width * geometry.Columns);
        patchTangents = new(lines * Shape.Width * geometry.Columns);
        kernel = new(order);
        kernelDirection = new(order);
        arrangedGradient = new T[order.Count];
    }

    public override int ParameterCount => order.Count;

    private int Channels => Shape.Channels;

    public override void Forward(int rows, ReadOnlySpan<T> parameters)
    {
        kernel.Load(parameters);
        for (var chunk = Chunk(0, rows); chunk.Positions > 0; chunk = Chunk(chunk.End, rows))
        {
            var p = Gather(patches, Below.Values(rows), chunk);
            DenseKernels.Multiply<T>(p, kernel.Rows, Part(Values(rows), chunk), Up(chunk));
        }
    }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        if (!Below.IsConstant)
            Below.Errors(rows).Clear();
        for (var chunk = Chunk(0, rows); chunk.Positions > 0; chunk = Chunk(chunk.End, rows))
        {
            var error = Part(Errors(rows), chunk);
            var p = Gather(patches, Below.Values(rows), chunk);
            AddOuter(p, error, chunk, keep: chunk.Start == 0 ? 0 : 1);
            if (Below.IsConstant)
                continue;
            DenseKernels.Multiply<T>(error, kernel.Columns, p, Down(chunk));
            geometry.Scatter(p, chunk.Start, chunk.End - chunk.Start, Below.Errors(rows));
        }

        order.Restore<T>(arrangedGradient, gradient);
    }

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction)
    {
        kernelDirection.Load(direction);
        for (var chunk = Chunk(0, rows); chunk.Positions > 0; chunk = Chunk(chunk.End, rows))
        {
            var z = Part(Tangents(rows), chunk);
            var p = Gather(patches, Below.Values(rows), chunk);
            DenseKernels.Multiply<T>(p, kernelDirection.Rows, z, Up(chunk));
            if (Below.IsConstant)
                continue;
            p = Gather(patches, Below.Tangents(rows), chunk);
            DenseKernels.Multiply<T>(p, kernel.Rows, z, Up(chunk), 1, 1);
        }
    }

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    )
    {
        if (!Below.IsConstant)
            Below.ErrorTangents(rows).Clear();
        for (var chunk = Chunk(0, rows); chunk.Positions > 0; chunk = Chunk(chunk.End, rows))
        {
            var error = Part(Errors(rows), chunk);
            var change = Part(ErrorTangents(rows), chunk);
            var p = Gather(patches, Below.Values(rows), chunk);
            AddOuter(p, change, chunk, keep: chunk.Start == 0 ? 0 : 1);
            if (Below.IsConstant)
                continue;
            AddOuter(Gather(patchTangents, Below.Tangents(rows), chunk), error, chunk, keep: 1);
            DenseKernels.Multiply<T>(change, kernel.Columns, p, Down(chunk));
            DenseKernels.Multiply<T>(error, kernelDirection.Columns, p, Down(chunk), 1, 1);
            geometry.Scatter(p, chunk.Start, chunk.End - chunk.Start, Below.ErrorTangents(rows));
        }

        order.Restore<T>(arrangedGradient, product);
    }

    /// <summary>Adds PᵀE to the gradient of the arranged kernel.</summary>
    private void AddOuter(ReadOnlySpan<T> p, ReadOnlySpan<T> error, LineChunk chunk, int keep) =>
        DenseKernels.MultiplyTransposedLeft(
            p,
            error,
            arrangedGradient,
            new(geometry.Columns, chunk.Positions, Channels),
            1,
            keep
        );

    private Span<T> Gather(Buffer<T> buffer, ReadOnlySpan<T> block, LineChunk chunk)
    {
        var p = buffer.Take(chunk.Positions * geometry.Columns);
        geometry.Gather(block, chunk.Start, chunk.End - chunk.Start, p);
        return p;
    }

    private LineChunk Chunk(int start, int rows)
    {
        var end = Math.Min(start + lines, rows * Shape.Height);
        return new(start, end, (end - start) * Shape.Width);
    }

    private Span<T> Part(Span<T> block, LineChunk chunk) =>
        block.Slice(chunk.Start * Shape.Width * Channels, chunk.Positions * Channels);

    private ProductShape Up(LineChunk chunk) => new(chunk.Positions, geometry.Columns, Channels);

    private ProductShape Down(LineChunk chunk) => new(chunk.Positions, Channels, geometry.Columns);
}
