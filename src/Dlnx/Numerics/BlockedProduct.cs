using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The blocking behind <see cref="DenseKernels"/>: columns of op(B) in panels of up to 24, packed one at a time into an
/// aligned buffer; rows of op(A) in tiles of 8, the last one of 4 where that is enough. A tile is kept in registers over the
/// whole inner index.
/// <para>
/// The loops ask for full optimisation at once: left to tiered compilation they run for a long time in the code that
/// on-stack replacement gave them, several times slower.
/// </para>
/// </summary>
internal static unsafe class BlockedProduct
{
    /// <summary>A factor read through strides: entry (i, j) is Entries[i·RowStride + j·ColumnStride].</summary>
    internal readonly ref struct Factor(ReadOnlySpan<double> entries, int rowStride, int columnStride)
    {
        public readonly ReadOnlySpan<double> Entries = entries;
        public readonly int RowStride = rowStride;
        public readonly int ColumnStride = columnStride;
    }

    /// <summary>What all tiles of one panel share.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct Panel
    {
        public double* A { get; init; }
        public nint RowStride { get; init; }
        public nint StepStride { get; init; }
        public double* B { get; init; }
        public double* C { get; init; }
        public int CStride { get; init; }
        public int Inner { get; init; }
        public int Width { get; init; }
        public int Columns { get; init; }
        public double Alpha { get; init; }
        public double Beta { get; init; }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Factor a, Factor b, Span<double> c, ProductShape shape, double alpha, double beta)
    {
        var (rows, inner, columns) = shape;
        if (rows == 0 || columns == 0)
        {
            return;
        }

        fixed (double* pa = a.Entries)
        fixed (double* pb = b.Entries)
        fixed (double* pc = c)
        {
            var buffer = PanelBuffer.ForInnerSize(inner);
            for (var first = 0; first < columns; )
            {
                var width = PanelWidth(columns - first);
                var used = Math.Min(width, columns - first);
                PanelBuffer.Pack(
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
                    Alpha = alpha,
                    Beta = beta,
                };
                Rows(panel, rows);
                first += width;
            }
        }
    }

    /// <summary>24, except that 16 + 16 is preferred to 24 + 8: a narrow panel cannot hide the latency of the adds.</summary>
    private static int PanelWidth(int remaining) =>
        remaining switch
        {
            <= 16 => 16,
            > 24 and <= 32 => 16,
            _ => 24,
        };

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(in Panel panel, int rows)
    {
        var scratch = stackalloc double[8 * PanelBuffer.MaximumWidth];
        var direct = panel.Columns == panel.Width && panel.Alpha == 1 && panel.Beta == 0;
        for (var row = 0; row < rows; )
        {
            var height = rows - row > 4 ? 8 : 4;
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

    private static void Tile(in Panel panel, double* a, int used, int height, double* destination, nint stride)
    {
        var rowStride = panel.RowStride;
        var step = panel.StepStride;
        var b = panel.B;
        var inner = panel.Inner;
        if (!Vector512.IsHardwareAccelerated)
        {
            PortableTile.Run(a, rowStride, step, b, inner, panel.Width, used, destination, stride);
        }
        else if (panel.Width == 24)
        {
            if (height == 8)
            {
                WideTile.Run8x24(a, rowStride, step, used - 1, b, inner, destination, stride);
            }
            else
            {
                WideTile.Run4x24(a, rowStride, step, used - 1, b, inner, destination, stride);
            }
        }
        else if (height == 8)
        {
            WideTile.Run8x16(a, rowStride, step, used - 1, b, inner, destination, stride);
        }
        else
        {
            WideTile.Run4x16(a, rowStride, step, used - 1, b, inner, destination, stride);
        }
    }

    /// <summary>C ← α·tile + β·C on the used part of the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge(in Panel panel, double* tile, int rows, double* c)
    {
        for (var i = 0; i < rows; i++, tile += panel.Width, c += panel.CStride)
        {
            if (panel.Beta == 0)
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
    private static void Scale(double* source, double alpha, double* destination, int count)
    {
        var j = 0;
        for (; j <= count - Vector<double>.Count; j += Vector<double>.Count)
        {
            (alpha * Vector.Load(source + j)).Store(destination + j);
        }

        for (; j < count; j++)
        {
            destination[j] = alpha * source[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(double* source, double alpha, double beta, double* destination, int count)
    {
        var factor = new Vector<double>(alpha);
        var j = 0;
        for (; j <= count - Vector<double>.Count; j += Vector<double>.Count)
        {
            var old = beta * Vector.Load(destination + j);
            Vector.FusedMultiplyAdd(factor, Vector.Load(source + j), old).Store(destination + j);
        }

        for (; j < count; j++)
        {
            destination[j] = Math.FusedMultiplyAdd(alpha, source[j], beta * destination[j]);
        }
    }
}
