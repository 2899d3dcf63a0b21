using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The register tile of <see cref="LaneProduct"/>: 1 or 5 rows of op(A) times 1 or 5 columns of op(B), each entry a vector with
/// one number of every matrix, all sums held in registers over the whole inner index.
/// </summary>
/// <remarks>Written out row by row: the compiler keeps named locals in registers, but not arrays or structs of vectors.</remarks>
internal static unsafe class LaneTile<TRows, TColumns>
    where TRows : struct, ITileSize
    where TColumns : struct, ITileSize
{
    /// <summary>c[i, j] ← Σₖ a[i, k]·b[k, j], or fma(factors, that, addend[i, j]).</summary>
    /// <param name="a">the first row of the tile</param>
    /// <param name="b">the first column of the tile</param>
    /// <param name="inner">the inner size</param>
    /// <param name="c">the first entry of the tile's result</param>
    /// <param name="factors">one factor for each matrix; null for the sum alone</param>
    /// <param name="addend">its first entry, with the strides of c; not read without factors</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Lanes a, Lanes b, int inner, Lanes c, Vector512<double>* factors, Vector512<double>* addend)
    {
        var (c00, c01, c02) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c03, c04) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c10, c11, c12) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c13, c14) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c20, c21, c22) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c23, c24) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c30, c31, c32) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c33, c34) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c40, c41, c42) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c43, c44) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var row = a.First;
        var column = b.First;
        for (var k = 0; k < inner; k++, row += a.ColumnStride, column += b.RowStride)
        {
            var b0 = column[0];
            var b1 = TColumns.Value > 1 ? column[b.ColumnStride] : default;
            var b2 = TColumns.Value > 1 ? column[2 * b.ColumnStride] : default;
            var b3 = TColumns.Value > 1 ? column[3 * b.ColumnStride] : default;
            var b4 = TColumns.Value > 1 ? column[4 * b.ColumnStride] : default;
            var x = row[0];
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            if (TColumns.Value > 1)
            {
                c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
                c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
                c03 = Vector512.FusedMultiplyAdd(x, b3, c03);
                c04 = Vector512.FusedMultiplyAdd(x, b4, c04);
            }

            if (TRows.Value == 1)
                continue;
            x = row[a.RowStride];
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            if (TColumns.Value > 1)
            {
                c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
                c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
                c13 = Vector512.FusedMultiplyAdd(x, b3, c13);
                c14 = Vector512.FusedMultiplyAdd(x, b4, c14);
            }

            x = row[2 * a.RowStride];
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            if (TColumns.Value > 1)
            {
                c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
                c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
                c23 = Vector512.FusedMultiplyAdd(x, b3, c23);
                c24 = Vector512.FusedMultiplyAdd(x, b4, c24);
            }

            x = row[3 * a.RowStride];
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            if (TColumns.Value > 1)
            {
                c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
                c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
                c33 = Vector512.FusedMultiplyAdd(x, b3, c33);
                c34 = Vector512.FusedMultiplyAdd(x, b4, c34);
            }

            x = row[4 * a.RowStride];
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            if (TColumns.Value > 1)
            {
                c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
                c42 = Vector512.FusedMultiplyAdd(x, b2, c42);
                c43 = Vector512.FusedMultiplyAdd(x, b3, c43);
                c44 = Vector512.FusedMultiplyAdd(x, b4, c44);
            }
        }

        Store(c.First, addend, c.ColumnStride, factors, c00, c01, c02, c03, c04);
        if (TRows.Value == 1)
            return;
        Store(c.First + c.RowStride, addend + c.RowStride, c.ColumnStride, factors, c10, c11, c12, c13, c14);
        Store(
            c.First + (2 * c.RowStride),
            addend + (2 * c.RowStride),
            c.ColumnStride,
            factors,
            c20,
            c21,
            c22,
            c23,
            c24
        );
        Store(
            c.First + (3 * c.RowStride),
            addend + (3 * c.RowStride),
            c.ColumnStride,
            factors,
            c30,
            c31,
            c32,
            c33,
            c34
        );
        Store(
            c.First + (4 * c.RowStride),
            addend + (4 * c.RowStride),
            c.ColumnStride,
            factors,
            c40,
            c41,
            c42,
            c43,
            c44
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector512<double>* row,
        Vector512<double>* addend,
        nint stride,
        Vector512<double>* factors,
        Vector512<double> first,
        Vector512<double> second,
        Vector512<double> third,
        Vector512<double> fourth,
        Vector512<double> fifth
    )
    {
        Store(row, addend, factors, first);
        if (TColumns.Value == 1)
            return;
        Store(row + stride, addend + stride, factors, second);
        Store(row + (2 * stride), addend + (2 * stride), factors, third);
        Store(row + (3 * stride), addend + (3 * stride), factors, fourth);
        Store(row + (4 * stride), addend + (4 * stride), factors, fifth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector512<double>* entry,
        Vector512<double>* addend,
        Vector512<double>* factors,
        Vector512<double> sum
    ) => *entry = factors == null ? sum : Vector512.FusedMultiplyAdd(*factors, sum, *addend);
}
