using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The register tiles of the matrix product for 512-bit vectors: R rows of op(A) times a packed panel, all R × C sums held
/// in registers. Rows beyond <c>lastRow</c> repeat it, so that no tile reads outside op(A).
/// </summary>
/// <remarks>Written out row by row: the compiler keeps named locals in registers, but not arrays or structs of vectors.</remarks>
internal static unsafe class WideTile<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A tile of 8 rows and 3 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run8x3(
        T* a,
        nint rowStride,
        nint stepStride,
        nint lastRow,
        T* b,
        int inner,
        T* destination,
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
        var (c00, c01, c02) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c10, c11, c12) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c20, c21, c22) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c30, c31, c32) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c40, c41, c42) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c50, c51, c52) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c60, c61, c62) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c70, c71, c72) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += 3 * Vector512<T>.Count)
        {
            var b0 = Vector512.LoadAligned(b);
            var b1 = Vector512.LoadAligned(b + Vector512<T>.Count);
            var b2 = Vector512.LoadAligned(b + (2 * Vector512<T>.Count));
            var x = Vector512.Create(a[t]);
            c00 = FusedVectors.MultiplyAdd(x, b0, c00);
            c01 = FusedVectors.MultiplyAdd(x, b1, c01);
            c02 = FusedVectors.MultiplyAdd(x, b2, c02);
            x = Vector512.Create(a1[t]);
            c10 = FusedVectors.MultiplyAdd(x, b0, c10);
            c11 = FusedVectors.MultiplyAdd(x, b1, c11);
            c12 = FusedVectors.MultiplyAdd(x, b2, c12);
            x = Vector512.Create(a2[t]);
            c20 = FusedVectors.MultiplyAdd(x, b0, c20);
            c21 = FusedVectors.MultiplyAdd(x, b1, c21);
            c22 = FusedVectors.MultiplyAdd(x, b2, c22);
            x = Vector512.Create(a3[t]);
            c30 = FusedVectors.MultiplyAdd(x, b0, c30);
            c31 = FusedVectors.MultiplyAdd(x, b1, c31);
            c32 = FusedVectors.MultiplyAdd(x, b2, c32);
            x = Vector512.Create(a4[t]);
            c40 = FusedVectors.MultiplyAdd(x, b0, c40);
            c41 = FusedVectors.MultiplyAdd(x, b1, c41);
            c42 = FusedVectors.MultiplyAdd(x, b2, c42);
            x = Vector512.Create(a5[t]);
            c50 = FusedVectors.MultiplyAdd(x, b0, c50);
            c51 = FusedVectors.MultiplyAdd(x, b1, c51);
            c52 = FusedVectors.MultiplyAdd(x, b2, c52);
            x = Vector512.Create(a6[t]);
            c60 = FusedVectors.MultiplyAdd(x, b0, c60);
            c61 = FusedVectors.MultiplyAdd(x, b1, c61);
            c62 = FusedVectors.MultiplyAdd(x, b2, c62);
            x = Vector512.Create(a7[t]);
            c70 = FusedVectors.MultiplyAdd(x, b0, c70);
            c71 = FusedVectors.MultiplyAdd(x, b1, c71);
            c72 = FusedVectors.MultiplyAdd(x, b2, c72);
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

    /// <summary>A tile of 8 rows and 2 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run8x2(
        T* a,
        nint rowStride,
        nint stepStride,
        nint lastRow,
        T* b,
        int inner,
        T* destination,
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
        var (c00, c01) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c10, c11) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c20, c21) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c30, c31) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c40, c41) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c50, c51) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c60, c61) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c70, c71) = (Vector512<T>.Zero, Vector512<T>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += 2 * Vector512<T>.Count)
        {
            var b0 = Vector512.LoadAligned(b);
            var b1 = Vector512.LoadAligned(b + Vector512<T>.Count);
            var x = Vector512.Create(a[t]);
            c00 = FusedVectors.MultiplyAdd(x, b0, c00);
            c01 = FusedVectors.MultiplyAdd(x, b1, c01);
            x = Vector512.Create(a1[t]);
            c10 = FusedVectors.MultiplyAdd(x, b0, c10);
            c11 = FusedVectors.MultiplyAdd(x, b1, c11);
            x = Vector512.Create(a2[t]);
            c20 = FusedVectors.MultiplyAdd(x, b0, c20);
            c21 = FusedVectors.MultiplyAdd(x, b1, c21);
            x = Vector512.Create(a3[t]);
            c30 = FusedVectors.MultiplyAdd(x, b0, c30);
            c31 = FusedVectors.MultiplyAdd(x, b1, c31);
            x = Vector512.Create(a4[t]);
            c40 = FusedVectors.MultiplyAdd(x, b0, c40);
            c41 = FusedVectors.MultiplyAdd(x, b1, c41);
            x = Vector512.Create(a5[t]);
            c50 = FusedVectors.MultiplyAdd(x, b0, c50);
            c51 = FusedVectors.MultiplyAdd(x, b1, c51);
            x = Vector512.Create(a6[t]);
            c60 = FusedVectors.MultiplyAdd(x, b0, c60);
            c61 = FusedVectors.MultiplyAdd(x, b1, c61);
            x = Vector512.Create(a7[t]);
            c70 = FusedVectors.MultiplyAdd(x, b0, c70);
            c71 = FusedVectors.MultiplyAdd(x, b1, c71);
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

    /// <summary>A tile of 8 rows and 1 vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run8x1(
        T* a,
        nint rowStride,
        nint stepStride,
        nint lastRow,
        T* b,
        int inner,
        T* destination,
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
        var c00 = Vector512<T>.Zero;
        var c10 = Vector512<T>.Zero;
        var c20 = Vector512<T>.Zero;
        var c30 = Vector512<T>.Zero;
        var c40 = Vector512<T>.Zero;
        var c50 = Vector512<T>.Zero;
        var c60 = Vector512<T>.Zero;
        var c70 = Vector512<T>.Zero;
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += Vector512<T>.Count)
        {
            var b0 = Vector512.LoadAligned(b);
            var x = Vector512.Create(a[t]);
            c00 = FusedVectors.MultiplyAdd(x, b0, c00);
            x = Vector512.Create(a1[t]);
            c10 = FusedVectors.MultiplyAdd(x, b0, c10);
            x = Vector512.Create(a2[t]);
            c20 = FusedVectors.MultiplyAdd(x, b0, c20);
            x = Vector512.Create(a3[t]);
            c30 = FusedVectors.MultiplyAdd(x, b0, c30);
            x = Vector512.Create(a4[t]);
            c40 = FusedVectors.MultiplyAdd(x, b0, c40);
            x = Vector512.Create(a5[t]);
            c50 = FusedVectors.MultiplyAdd(x, b0, c50);
            x = Vector512.Create(a6[t]);
            c60 = FusedVectors.MultiplyAdd(x, b0, c60);
            x = Vector512.Create(a7[t]);
            c70 = FusedVectors.MultiplyAdd(x, b0, c70);
        }

        c00.Store(destination);
        c10.Store(destination + (1 * stride));
        c20.Store(destination + (2 * stride));
        c30.Store(destination + (3 * stride));
        c40.Store(destination + (4 * stride));
        c50.Store(destination + (5 * stride));
        c60.Store(destination + (6 * stride));
        c70.Store(destination + (7 * stride));
    }

    /// <summary>A tile of 4 rows and 3 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run4x3(
        T* a,
        nint rowStride,
        nint stepStride,
        nint lastRow,
        T* b,
        int inner,
        T* destination,
        nint stride
    )
    {
        var a1 = a + (Math.Min(1, lastRow) * rowStride);
        var a2 = a + (Math.Min(2, lastRow) * rowStride);
        var a3 = a + (Math.Min(3, lastRow) * rowStride);
        var (c00, c01, c02) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c10, c11, c12) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c20, c21, c22) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c30, c31, c32) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += 3 * Vector512<T>.Count)
        {
            var b0 = Vector512.LoadAligned(b);
            var b1 = Vector512.LoadAligned(b + Vector512<T>.Count);
            var b2 = Vector512.LoadAligned(b + (2 * Vector512<T>.Count));
            var x = Vector512.Create(a[t]);
            c00 = FusedVectors.MultiplyAdd(x, b0, c00);
            c01 = FusedVectors.MultiplyAdd(x, b1, c01);
            c02 = FusedVectors.MultiplyAdd(x, b2, c02);
            x = Vector512.Create(a1[t]);
            c10 = FusedVectors.MultiplyAdd(x, b0, c10);
            c11 = FusedVectors.MultiplyAdd(x, b1, c11);
            c12 = FusedVectors.MultiplyAdd(x, b2, c12);
            x = Vector512.Create(a2[t]);
            c20 = FusedVectors.MultiplyAdd(x, b0, c20);
            c21 = FusedVectors.MultiplyAdd(x, b1, c21);
            c22 = FusedVectors.MultiplyAdd(x, b2, c22);
            x = Vector512.Create(a3[t]);
            c30 = FusedVectors.MultiplyAdd(x, b0, c30);
            c31 = FusedVectors.MultiplyAdd(x, b1, c31);
            c32 = FusedVectors.MultiplyAdd(x, b2, c32);
        }

        Store3(destination, c00, c01, c02);
        Store3(destination + (1 * stride), c10, c11, c12);
        Store3(destination + (2 * stride), c20, c21, c22);
        Store3(destination + (3 * stride), c30, c31, c32);
    }

    /// <summary>A tile of 4 rows and 2 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run4x2(
        T* a,
        nint rowStride,
        nint stepStride,
        nint lastRow,
        T* b,
        int inner,
        T* destination,
        nint stride
    )
    {
        var a1 = a + (Math.Min(1, lastRow) * rowStride);
        var a2 = a + (Math.Min(2, lastRow) * rowStride);
        var a3 = a + (Math.Min(3, lastRow) * rowStride);
        var (c00, c01) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c10, c11) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c20, c21) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var (c30, c31) = (Vector512<T>.Zero, Vector512<T>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += 2 * Vector512<T>.Count)
        {
            var b0 = Vector512.LoadAligned(b);
            var b1 = Vector512.LoadAligned(b + Vector512<T>.Count);
            var x = Vector512.Create(a[t]);
            c00 = FusedVectors.MultiplyAdd(x, b0, c00);
            c01 = FusedVectors.MultiplyAdd(x, b1, c01);
            x = Vector512.Create(a1[t]);
            c10 = FusedVectors.MultiplyAdd(x, b0, c10);
            c11 = FusedVectors.MultiplyAdd(x, b1, c11);
            x = Vector512.Create(a2[t]);
            c20 = FusedVectors.MultiplyAdd(x, b0, c20);
            c21 = FusedVectors.MultiplyAdd(x, b1, c21);
            x = Vector512.Create(a3[t]);
            c30 = FusedVectors.MultiplyAdd(x, b0, c30);
            c31 = FusedVectors.MultiplyAdd(x, b1, c31);
        }

        Store2(destination, c00, c01);
        Store2(destination + (1 * stride), c10, c11);
        Store2(destination + (2 * stride), c20, c21);
        Store2(destination + (3 * stride), c30, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store2(T* destination, Vector512<T> first, Vector512<T> second)
    {
        first.Store(destination);
        second.Store(destination + Vector512<T>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store3(T* destination, Vector512<T> first, Vector512<T> second, Vector512<T> third)
    {
        first.Store(destination);
        second.Store(destination + Vector512<T>.Count);
        third.Store(destination + (2 * Vector512<T>.Count));
    }
}
