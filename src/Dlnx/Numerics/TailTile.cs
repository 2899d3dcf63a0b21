using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The register tile for a last panel that is a little wider than three vectors: 1 to 6 rows of op(A) times three
/// 512-bit vectors and a 256-bit one of op(B). A tile of the few last columns alone would read as much of op(A) again as the
/// whole panel beside it.
/// </summary>
internal static unsafe class TailTile<T, TRows, TTail>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TRows : struct, ITileSize
    where TTail : struct, ITail<T>
{
    /// <summary>The same as <see cref="WideTile{T, TRows, TVectors}.Run"/>, with the used part of the last vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        T* a,
        nint rowStride,
        nint stepStride,
        T* b,
        nint panelStride,
        int inner,
        T* destination,
        nint stride,
        T alpha,
        T beta,
        Vector256<T> used
    )
    {
        var a1 = a + (1 * rowStride);
        var a2 = a + (2 * rowStride);
        var a3 = a + (3 * rowStride);
        var a4 = a + (4 * rowStride);
        var a5 = a + (5 * rowStride);
        var (c00, c01, c02) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c10, c11, c12) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c20, c21, c22) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c30, c31, c32) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c40, c41, c42) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c50, c51, c52) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (t0, t1, t2) = (Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero);
        var (t3, t4, t5) = (Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += panelStride)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var b2 = Vector512.Load(b + (2 * Vector512<T>.Count));
            var b3 = TTail.Load(b + (3 * Vector512<T>.Count), used);
            var x = Vector512.Create(a[t]);
            c00 = FusedVectors.MultiplyAdd(x, b0, c00);
            c01 = FusedVectors.MultiplyAdd(x, b1, c01);
            c02 = FusedVectors.MultiplyAdd(x, b2, c02);
            t0 = FusedVectors.MultiplyAdd(x.GetLower(), b3, t0);
            if (TRows.Value > 1)
            {
                x = Vector512.Create(a1[t]);
                c10 = FusedVectors.MultiplyAdd(x, b0, c10);
                c11 = FusedVectors.MultiplyAdd(x, b1, c11);
                c12 = FusedVectors.MultiplyAdd(x, b2, c12);
                t1 = FusedVectors.MultiplyAdd(x.GetLower(), b3, t1);
            }
            if (TRows.Value > 2)
            {
                x = Vector512.Create(a2[t]);
                c20 = FusedVectors.MultiplyAdd(x, b0, c20);
                c21 = FusedVectors.MultiplyAdd(x, b1, c21);
                c22 = FusedVectors.MultiplyAdd(x, b2, c22);
                t2 = FusedVectors.MultiplyAdd(x.GetLower(), b3, t2);
            }
            if (TRows.Value > 3)
            {
                x = Vector512.Create(a3[t]);
                c30 = FusedVectors.MultiplyAdd(x, b0, c30);
                c31 = FusedVectors.MultiplyAdd(x, b1, c31);
                c32 = FusedVectors.MultiplyAdd(x, b2, c32);
                t3 = FusedVectors.MultiplyAdd(x.GetLower(), b3, t3);
            }
            if (TRows.Value > 4)
            {
                x = Vector512.Create(a4[t]);
                c40 = FusedVectors.MultiplyAdd(x, b0, c40);
                c41 = FusedVectors.MultiplyAdd(x, b1, c41);
                c42 = FusedVectors.MultiplyAdd(x, b2, c42);
                t4 = FusedVectors.MultiplyAdd(x.GetLower(), b3, t4);
            }
            if (TRows.Value > 5)
            {
                x = Vector512.Create(a5[t]);
                c50 = FusedVectors.MultiplyAdd(x, b0, c50);
                c51 = FusedVectors.MultiplyAdd(x, b1, c51);
                c52 = FusedVectors.MultiplyAdd(x, b2, c52);
                t5 = FusedVectors.MultiplyAdd(x.GetLower(), b3, t5);
            }
        }

        Store(destination, c00, c01, c02, t0, alpha, beta, used);
        if (TRows.Value > 1)
            Store(destination + (1 * stride), c10, c11, c12, t1, alpha, beta, used);
        if (TRows.Value > 2)
            Store(destination + (2 * stride), c20, c21, c22, t2, alpha, beta, used);
        if (TRows.Value > 3)
            Store(destination + (3 * stride), c30, c31, c32, t3, alpha, beta, used);
        if (TRows.Value > 4)
            Store(destination + (4 * stride), c40, c41, c42, t4, alpha, beta, used);
        if (TRows.Value > 5)
            Store(destination + (5 * stride), c50, c51, c52, t5, alpha, beta, used);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        T* destination,
        Vector512<T> first,
        Vector512<T> second,
        Vector512<T> third,
        Vector256<T> tail,
        T alpha,
        T beta,
        Vector256<T> used
    )
    {
        WideTile<T, One, Three>.Store(destination, first, second, third, alpha, beta);
        destination += 3 * Vector512<T>.Count;
        if (beta != T.Zero)
            tail = FusedVectors.MultiplyAdd(Vector256.Create(alpha), tail, beta * TTail.Load(destination, used));
        TTail.Store(destination, used, tail);
    }
}
