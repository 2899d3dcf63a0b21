using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The blocking behind <see cref="DenseKernels"/>: the columns of op(B) in panels of three vectors, then of what is left, the
/// rows of op(A) in tiles of nearly equal height, 8 at most. Columns left over that fill half a vector at most join the last
/// three vectors, and tiles are 6 rows high at most there. A tile is kept in registers over the whole inner index.
/// docs/kernels.md has a drawing.
/// <para>
/// The loops ask for full optimisation at once: left to tiered compilation they run for a long time in the code that
/// on-stack replacement gave them, several times slower.
/// </para>
/// </summary>
internal static unsafe partial class BlockedProduct<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Up to this size op(B) stays in the second-level cache beside the rest, and packing it costs more than reading across its
    // rows.
    private const int UnpackedBytes = 192 << 10;

    private const int MaximumRows = 8;
    private const int MaximumRowsWithTail = 6;

    private static readonly int Lanes = Vector512<T>.Count;
    private static readonly int Wide = 3 * Lanes;
    private static readonly int WithTail = Wide + (Lanes / 2);

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
        public nint BStride { get; init; }
        public T* C { get; init; }
        public int CStride { get; init; }
        public int Inner { get; init; }
        public int FirstColumn { get; init; }
        public ProductPart Part { get; init; }
        public int Width { get; init; }
        public int Columns { get; init; }
        public T Alpha { get; init; }
        public T Beta { get; init; }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        Factor a,
        Factor b,
        Span<T> c,
        ProductShape shape,
        ProductPart part,
        double alpha,
        double beta
    )
    {
        var (_, inner, columns) = shape;
        var rows = part.EndRow - part.FirstRow;
        if (rows == 0 || columns == 0)
        {
            return;
        }

        fixed (T* pa = a.Entries)
        fixed (T* pb = b.Entries)
        fixed (T* pc = c)
        {
            var buffer = PanelBuffer<T>.ForInnerSize(inner);
            var isSmall = b.ColumnStride == 1 && (long)inner * columns * sizeof(T) <= UnpackedBytes;
            var mayHaveTail = Vector512.IsHardwareAccelerated && (beta != 0 || alpha == 1);
            for (var first = 0; first < columns; )
            {
                var width = PanelWidth(columns - first, mayHaveTail);
                var packed = PanelBuffer<T>.StrideFor(width);
                var used = Math.Min(width, columns - first);
                var source = pb + ((nint)first * b.ColumnStride);
                var isDirect = isSmall && (used == width || width == WithTail);
                if (!isDirect)
                    PanelBuffer<T>.Pack(source, b.RowStride, b.ColumnStride, inner, used, width, buffer, packed);
                var panel = new Panel
                {
                    A = pa + ((nint)part.FirstRow * a.RowStride),
                    RowStride = a.RowStride,
                    StepStride = a.ColumnStride,
                    B = isDirect ? source : buffer,
                    BStride = isDirect ? b.RowStride : packed,
                    C = pc + ((nint)part.FirstRow * columns) + first,
                    CStride = columns,
                    Inner = inner,
                    FirstColumn = first,
                    Part = part,
                    Width = width,
                    Columns = used,
                    Alpha = T.CreateTruncating(alpha),
                    Beta = T.CreateTruncating(beta),
                };
                if (width == WithTail && used == width)
                    RowsWithTail<WholeTail<T>>(panel, rows);
                else if (width == WithTail)
                    RowsWithTail<MaskedTail<T>>(panel, rows);
                else
                    Rows(panel, rows);
                first += width;
            }
        }
    }

    /// <summary>
    /// 3 vectors while there is room for them, then what the rest fills: 2, 1 or half a vector. The half may be beside the
    /// last 3 vectors.
    /// </summary>
    private static int PanelWidth(int remaining, bool mayHaveTail)
    {
        if (mayHaveTail && remaining > Wide && remaining <= WithTail)
            return WithTail;
        return remaining <= Lanes / 2 ? Lanes / 2 : Math.Min(Lanes * ((remaining + Lanes - 1) / Lanes), Wide);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(in Panel panel, int rows)
    {
        var scratch = stackalloc T[MaximumRows * PanelBuffer<T>.MaximumWidth];
        var isDirect =
            panel.Columns == panel.Width
            && (panel.Beta == T.Zero ? panel.Alpha == T.One : Vector512.IsHardwareAccelerated);
        var a = panel.A;
        var c = panel.C;
        var row = panel.Part.FirstRow;
        for (var tiles = (rows + MaximumRows - 1) / MaximumRows; tiles > 0; tiles--)
        {
            var height = (rows + tiles - 1) / tiles;
            var inner = panel.Part.Inner(panel.Inner, row, height, panel.FirstColumn, panel.Columns);
            if (isDirect)
            {
                Tile(panel, inner, height, a, c, panel.CStride, panel.Beta);
            }
            else
            {
                Tile(panel, inner, height, a, scratch, panel.Width, T.Zero);
                Merge(panel, scratch, height, c);
            }

            rows -= height;
            row += height;
            a += height * panel.RowStride;
            c += (nint)height * panel.CStride;
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
