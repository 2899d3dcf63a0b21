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

    /// <summary>Numbers of one row of a patch.</summary>
    private int RunLength => kernel * input.Channels;

    /// <summary>Writes the patches of some lines.</summary>
    public void Gather(ReadOnlySpan<T> block, int firstLine, int lines, Span<T> patches)
    {
        for (var line = 0; line < lines; line++)
        {
            for (var ky = 0; ky < kernel; ky++)
            {
                var part = patches[((line * output.Width * Columns) + (ky * RunLength))..];
                if (SourceRow(firstLine + line, ky) is { } row)
                    GatherRow(block.Slice(row, input.Width * input.Channels), part);
                else
                    ClearRow(part);
            }
        }
    }

    /// <summary>The adjoint of <see cref="Gather"/>: adds every entry of the patches to the place it was read from.</summary>
    public void Scatter(ReadOnlySpan<T> patches, int firstLine, int lines, Span<T> block)
    {
        for (var line = 0; line < lines; line++)
        {
            for (var ky = 0; ky < kernel; ky++)
            {
                var part = patches[((line * output.Width * Columns) + (ky * RunLength))..];
                if (SourceRow(firstLine + line, ky) is { } row)
                    ScatterRow(part, block.Slice(row, input.Width * input.Channels));
            }
        }
    }

    /// <summary>Where the row of the plane starts that row ky of a line's patches reads; null beyond the plane.</summary>
    private int? SourceRow(int line, int ky)
    {
        var (example, y) = Math.DivRem(line, output.Height);
        var row = (y * stride) + ky - padding;
        return row >= 0 && row < input.Height ? ((example * input.Height) + row) * input.Width * input.Channels : null;
    }

    /// <summary>The part of the row of a line's x-th patch that lies in the plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PatchRun Run(int x)
    {
        var left = (x * stride) - padding;
        var first = Math.Max(0, left);
        var end = Math.Min(input.Width, left + kernel);
        return new(first * input.Channels, (end - first) * input.Channels, (first - left) * input.Channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void GatherRow(ReadOnlySpan<T> row, Span<T> part)
    {
        for (var (x, start) = (0, 0); x < output.Width; x++, start += Columns)
        {
            var run = Run(x);
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(part), start);
            Clear(ref to, run.Skipped);
            Copy(
                ref Unsafe.Add(ref MemoryMarshal.GetReference(row), run.Source),
                ref Unsafe.Add(ref to, run.Skipped),
                run.Count
            );
            Clear(ref Unsafe.Add(ref to, run.Skipped + run.Count), RunLength - run.Skipped - run.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScatterRow(ReadOnlySpan<T> part, Span<T> row)
    {
        for (var (x, start) = (0, 0); x < output.Width; x++, start += Columns)
        {
            var run = Run(x);
            Add(
                ref Unsafe.Add(ref MemoryMarshal.GetReference(part), start + run.Skipped),
                ref Unsafe.Add(ref MemoryMarshal.GetReference(row), run.Source),
                run.Count
            );
        }
    }

    private void ClearRow(Span<T> part)
    {
        for (var x = 0; x < output.Width; x++)
            part.Slice(x * Columns, RunLength).Clear();
    }

    // Runs are short, often three numbers: calls of the general routines would cost more than the work.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref T from, ref T to, int count)
    {
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            Vector.LoadUnsafe(ref from, (nuint)i).StoreUnsafe(ref to, (nuint)i);
        for (; i < count; i++)
            Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(ref T to, int count)
    {
        for (var i = 0; i < count; i++)
            Unsafe.Add(ref to, i) = T.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref T from, ref T to, int count)
    {
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            var sum = Vector.LoadUnsafe(ref from, (nuint)i) + Vector.LoadUnsafe(ref to, (nuint)i);
            sum.StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < count; i++)
            Unsafe.Add(ref to, i) += Unsafe.Add(ref from, i);
    }
}

/// <summary>Consecutive numbers of a row of the plane that belong to one row of a patch.</summary>
/// <param name="Source">where they start in the row of the plane</param>
/// <param name="Count">how many lie in the plane</param>
/// <param name="Skipped">how many of the patch's row come before them</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatchRun(int Source, int Count, int Skipped);
