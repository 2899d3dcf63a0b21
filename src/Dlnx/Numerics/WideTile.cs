using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The register tiles of the matrix product for 512-bit vectors: R rows of op(A) times a packed panel, all R × C sums held
/// in registers. Rows beyond <c>lastRow</c> repeat it, so that no tile reads outside op(A).
/// </summary>
/// <remarks>Written out row by row: the compiler keeps named locals in registers, but not arrays or structs of vectors.</remarks>
internal static unsafe class WideTile
{
    /// <summary>A tile of 8 rows and 24 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run8x24(
        double* a,
        nint rowStride,
        nint stepStride,
        nint lastRow,
        double* b,
        int inner,
        double* destination,
        nint stride
    )
    {
        var a1 = a + (Math.Min(1, lastRow) * rowStride);
        var a2 = a + (Math.Min(2, lastRow) * rowStride);
        var a3 = a + (Math.Min(3, lastRow) * rowStride);
        var a4 = a + (Math.Min(4, lastRow) * rowStride);
        var a5 = a + (Math.Min(5, lastRow) * rowStride);
        var a6 = a + (Math.Min(6, lastRow) * rowStride);
        var a7 = a + (Math.Min(7, lastRow) * rowStride);
        var (c00, c01, c02) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c10, c11, c12) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c20, c21, c22) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c30, c31, c32) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c40, c41, c42) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c50, c51, c52) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c60, c61, c62) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c70, c71, c72) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += 24)
        {
            var b0 = Vector512.LoadAligned(b);
            var b1 = Vector512.LoadAligned(b + 8);
            var b2 = Vector512.LoadAligned(b + 16);
            var x = Vector512.Create(a[t]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
            x = Vector512.Create(a1[t]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
            x = Vector512.Create(a2[t]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
            x = Vector512.Create(a3[t]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
            x = Vector512.Create(a4[t]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            c42 = Vector512.FusedMultiplyAdd(x, b2, c42);
            x = Vector512.Create(a5[t]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            c52 = Vector512.FusedMultiplyAdd(x, b2, c52);
            x = Vector512.Create(a6[t]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            c62 = Vector512.FusedMultiplyAdd(x, b2, c62);
            x = Vector512.Create(a7[t]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            c72 = Vector512.FusedMultiplyAdd(x, b2, c72);
        }

        Store3(destination, c00, c01, c02);
        Store3(destination + (1 * stride), c10, c11, c12);
        Store3(destination + (2 * stride), c20, c21, c22);
        Store3(destination + (3 * stride), c30, c31, c32);
        Store3(destination + (4 * stride), c40, c41, c42);
        Store3(destination + (5 * stride), c50, c51, c52);
        Store3(destination + (6 * stride), c60, c61, c62);
        Store3(destination + (7 * stride), c70, c71, c72);
    }

    /// <summary>A tile of 8 rows and 16 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run8x16(
        double* a,
        nint rowStride,
        nint stepStride,
        nint lastRow,
        double* b,
        int inner,
        double* destination,
        nint stride
    )
    {
        var a1 = a + (Math.Min(1, lastRow) * rowStride);
        var a2 = a + (Math.Min(2, lastRow) * rowStride);
        var a3 = a + (Math.Min(3, lastRow) * rowStride);
        var a4 = a + (Math.Min(4, lastRow) * rowStride);
        var a5 = a + (Math.Min(5, lastRow) * rowStride);
        var a6 = a + (Math.Min(6, lastRow) * rowStride);
        var a7 = a + (Math.Min(7, lastRow) * rowStride);
        var (c00, c01) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c10, c11) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c20, c21) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c30, c31) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c40, c41) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c50, c51) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c60, c61) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c70, c71) = (Vector512<double>.Zero, Vector512<double>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += 16)
        {
            var b0 = Vector512.LoadAligned(b);
            var b1 = Vector512.LoadAligned(b + 8);
            var x = Vector512.Create(a[t]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a1[t]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a2[t]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a3[t]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(a4[t]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a5[t]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(a6[t]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(a7[t]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
        }

        Store2(destination, c00, c01);
        Store2(destination + (1 * stride), c10, c11);
        Store2(destination + (2 * stride), c20, c21);
        Store2(destination + (3 * stride), c30, c31);
        Store2(destination + (4 * stride), c40, c41);
        Store2(destination + (5 * stride), c50, c51);
        Store2(destination + (6 * stride), c60, c61);
        Store2(destination + (7 * stride), c70, c71);
    }

    /// <summary>A tile of 4 rows and 24 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run4x24(
        double* a,
        nint rowStride,
        nint stepStride,
        nint lastRow,
        double* b,
        int inner,
        double* destination,
        nint stride
    )
    {
        var a1 = a + (Math.Min(1, lastRow) * rowStride);
        var a2 = a + (Math.Min(2, lastRow) * rowStride);
        var a3 = a + (Math.Min(3, lastRow) * rowStride);
        var (c00, c01, c02) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c10, c11, c12) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c20, c21, c22) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (c30, c31, c32) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += 24)
        {
            var b0 = Vector512.LoadAligned(b);
            var b1 = Vector512.LoadAligned(b + 8);
            var b2 = Vector512.LoadAligned(b + 16);
            var x = Vector512.Create(a[t]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
            x = Vector512.Create(a1[t]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
            x = Vector512.Create(a2[t]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
            x = Vector512.Create(a3[t]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
        }

        Store3(destination, c00, c01, c02);
        Store3(destination + (1 * stride), c10, c11, c12);
        Store3(destination + (2 * stride), c20, c21, c22);
        Store3(destination + (3 * stride), c30, c31, c32);
    }

    /// <summary>A tile of 4 rows and 16 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run4x16(
        double* a,
        nint rowStride,
        nint stepStride,
        nint lastRow,
        double* b,
        int inner,
        double* destination,
        nint stride
    )
    {
        var a1 = a + (Math.Min(1, lastRow) * rowStride);
        var a2 = a + (Math.Min(2, lastRow) * rowStride);
        var a3 = a + (Math.Min(3, lastRow) * rowStride);
        var (c00, c01) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c10, c11) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c20, c21) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (c30, c31) = (Vector512<double>.Zero, Vector512<double>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += 16)
        {
            var b0 = Vector512.LoadAligned(b);
            var b1 = Vector512.LoadAligned(b + 8);
            var x = Vector512.Create(a[t]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a1[t]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a2[t]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a3[t]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
        }

        Store2(destination, c00, c01);
        Store2(destination + (1 * stride), c10, c11);
        Store2(destination + (2 * stride), c20, c21);
        Store2(destination + (3 * stride), c30, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store2(double* destination, Vector512<double> first, Vector512<double> second)
    {
        first.Store(destination);
        second.Store(destination + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store3(
        double* destination,
        Vector512<double> first,
        Vector512<double> second,
        Vector512<double> third
    )
    {
        first.Store(destination);
        second.Store(destination + 8);
        third.Store(destination + 16);
    }
}
