using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The blocking behind <see cref="DenseKernels"/>: columns of op(B) in panels of up to three vectors, packed one at a time into an
/// aligned buffer; rows of op(A) in tiles of 8, the last one of 4 where that is enough. A tile is kept in registers over the
/// whole inner index.
/// <para>
/// The loops ask for full optimisation at once: left to tiered compilation they run for a long time in the code that
/// on-stack replacement gave them, several times slower.
/// </para>
/// </summary>
internal static unsafe class BlockedProduct<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A factor read through strides: entry (i, j) is Entries[i·RowStride + j·ColumnStride].</summary>
    internal readonly ref struct Factor(ReadOnlySpan<T> entries, int rowStride, int columnStride)
    {
        public readonly ReadOnlySpan<T> Entries = entries;
        public readonly int RowStride = rowStride;
        public readonly int ColumnStride = columnStride;
    }

    /// <summary>What all tiles of one panel share.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct Panel
    {
        public T* A { get; init; }
        public nint RowStride { get; init; }
        public nint StepStride { get; init; }
        public T* B { get; init; }
        public T* C { get; init; }
        public int CStride { get; init; }
        public int Inner { get; init; }
        public int Width { get; init; }
        public int Columns { get; init; }
        public T Alpha { get; init; }
        public T Beta { get; init; }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Factor a, Factor b, Span<T> c, ProductShape shape, double alpha, double beta)
    {
        var (rows, inner, columns) = shape;
        if (rows == 0 || columns == 0)
        {
            return;
        }

        fixed (T* pa = a.Entries)
        fixed (T* pb = b.Entries)
        fixed (T* pc = c)
        {
            var buffer = PanelBuffer<T>.ForInnerSize(inner);
            for (var first = 0; first < columns; )
            {
                var width = PanelWidth(columns - first);
                var used = Math.Min(width, columns - first);
                PanelBuffer<T>.Pack(
                    pb + ((nint)first * b.ColumnStride),
                    b.RowStride,
                    b.ColumnStride,
                    inner,
                    used,
                    width,
                    buffer
                );
                var panel = new Panel
                {
                    A = pa,
                    RowStride = a.RowStride,
                    StepStride = a.ColumnStride,
                    B = buffer,
                    C = pc + first,
                    CStride = columns,
                    Inner = inner,
                    Width = width,
                    Columns = used,
                    Alpha = T.CreateTruncating(alpha),
                    Beta = T.CreateTruncating(beta),
                };
                Rows(panel, rows);
                first += width;
            }
        }
    }

    /// <summary>3 vectors, except that 2 + 2 is preferred to 3 + 1: a narrow panel cannot hide the latency of the adds.</summary>
    private static int PanelWidth(int remaining)
    {
        var vectors = (remaining + Vector512<T>.Count - 1) / Vector512<T>.Count;
        return Vector512<T>.Count * (vectors == 4 ? 2 : Math.Min(vectors, 3));
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(in Panel panel, int rows)
    {
        var scratch = stackalloc T[8 * PanelBuffer<T>.MaximumWidth];
        var direct = panel.Columns == panel.Width && panel.Alpha == T.One && panel.Beta == T.Zero;
        for (var row = 0; row < rows; )
        {
            var height = rows - row > 4 || panel.Width == Vector512<T>.Count ? 8 : 4;
            var used = Math.Min(height, rows - row);
            var a = panel.A + (row * panel.RowStride);
            var c = panel.C + ((nint)row * panel.CStride);
            if (direct && used == height)
            {
                Tile(panel, a, used, height, c, panel.CStride);
            }
            else
            {
                Tile(panel, a, used, height, scratch, panel.Width);
                Merge(panel, scratch, used, c);
            }

            row += height;
        }
    }

    private static void Tile(in Panel panel, T* a, int used, int height, T* destination, nint stride)
    {
        var rowStride = panel.RowStride;
        var step = panel.StepStride;
        var b = panel.B;
        var inner = panel.Inner;
        if (!Vector512.IsHardwareAccelerated)
        {
            PortableTile<T>.Run(a, rowStride, step, b, inner, panel.Width, used, destination, stride);
        }
        else if (panel.Width == Vector512<T>.Count)
        {
            WideTile<T>.Run8x1(a, rowStride, step, used - 1, b, inner, destination, stride);
        }
        else if (panel.Width == 3 * Vector512<T>.Count)
        {
            if (height == 8)
            {
                WideTile<T>.Run8x3(a, rowStride, step, used - 1, b, inner, destination, stride);
            }
            else
            {
                WideTile<T>.Run4x3(a, rowStride, step, used - 1, b, inner, destination, stride);
            }
        }
        else if (height == 8)
        {
            WideTile<T>.Run8x2(a, rowStride, step, used - 1, b, inner, destination, stride);
        }
        else
        {
            WideTile<T>.Run4x2(a, rowStride, step, used - 1, b, inner, destination, stride);
        }
    }

    /// <summary>C ← α·tile + β·C on the used part of the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge(in Panel panel, T* tile, int rows, T* c)
    {
        for (var i = 0; i < rows; i++, tile += panel.Width, c += panel.CStride)
        {
            if (panel.Beta == T.Zero)
            {
                Scale(tile, panel.Alpha, c, panel.Columns);
            }
            else
            {
                Accumulate(tile, panel.Alpha, panel.Beta, c, panel.Columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(T* source, T alpha, T* destination, int count)
    {
        var j = 0;
        for (; j <= count - Vector<T>.Count; j += Vector<T>.Count)
        {
            (alpha * Vector.Load(source + j)).Store(destination + j);
        }

        for (; j < count; j++)
        {
            destination[j] = alpha * source[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(T* source, T alpha, T beta, T* destination, int count)
    {
        var factor = new Vector<T>(alpha);
        var j = 0;
        for (; j <= count - Vector<T>.Count; j += Vector<T>.Count)
        {
            var old = beta * Vector.Load(destination + j);
            FusedVectors.MultiplyAdd(factor, Vector.Load(source + j), old).Store(destination + j);
        }

        for (; j < count; j++)
        {
            destination[j] = T.FusedMultiplyAdd(alpha, source[j], beta * destination[j]);
        }
    }
}
