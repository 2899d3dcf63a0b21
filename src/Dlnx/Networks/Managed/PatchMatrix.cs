using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dlnx.Networks.Managed;

/// <summary>
/// The patches that a convolution sees, as a matrix: a row for each output position, k·k·channels columns in the order row,
/// column, channel of the patch; zero beyond the plane. A line is a row of output positions of one example.
/// </summary>
internal readonly struct PatchMatrix<T>(FeatureShape input, FeatureShape output, int kernel, int stride)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int padding = (kernel - 1) / 2;

    /// <summary>Columns of the matrix.</summary>
    public int Columns => kernel * kernel * input.Channels;

    /// <summary>Writes the patches of some lines.</summary>
    public void Gather(ReadOnlySpan<T> block, int firstLine, int lines, Span<T> patches)
    {
        for (var i = 0; i < lines * output.Width; i++)
        {
            var (line, x) = Math.DivRem(i, output.Width);
            for (var ky = 0; ky < kernel; ky++)
            {
                var run = Run(firstLine + line, x, ky);
                var part = patches.Slice((i * Columns) + (ky * RunLength), RunLength);
                if (run.Count < RunLength)
                    part.Clear();
                block.Slice(run.Source, run.Count).CopyTo(part[run.Skipped..]);
            }
        }
    }

    /// <summary>The adjoint of <see cref="Gather"/>: adds every entry of the patches to the place it was read from.</summary>
    public void Scatter(ReadOnlySpan<T> patches, int firstLine, int lines, Span<T> block)
    {
        for (var i = 0; i < lines * output.Width; i++)
        {
            var (line, x) = Math.DivRem(i, output.Width);
            for (var ky = 0; ky < kernel; ky++)
            {
                var run = Run(firstLine + line, x, ky);
                var part = patches.Slice((i * Columns) + (ky * RunLength) + run.Skipped, run.Count);
                Add(part, block.Slice(run.Source, run.Count));
            }
        }
    }

    private int RunLength => kernel * input.Channels;

    /// <summary>The part of one row of a patch that lies in the plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PatchRun Run(int line, int x, int ky)
    {
        var (example, y) = Math.DivRem(line, output.Height);
        var row = (y * stride) + ky - padding;
        var left = (x * stride) - padding;
        if (row < 0 || row >= input.Height)
            return default;
        var first = Math.Max(0, left);
        var end = Math.Min(input.Width, left + kernel);
        var source = ((((example * input.Height) + row) * input.Width) + first) * input.Channels;
        return new(source, (end - first) * input.Channels, (first - left) * input.Channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<T> source, Span<T> destination)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= source.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var sum = Vector.LoadUnsafe(ref from, (nuint)i) + Vector.LoadUnsafe(ref to, (nuint)i);
            sum.StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < source.Length; i++)
            Unsafe.Add(ref to, i) += Unsafe.Add(ref from, i);
    }
}

/// <summary>Consecutive numbers of a block that belong to one row of a patch.</summary>
/// <param name="Source">where they start in the block</param>
/// <param name="Count">how many lie in the plane</param>
/// <param name="Skipped">how many of the patch's row come before them</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatchRun(int Source, int Count, int Skipped);
