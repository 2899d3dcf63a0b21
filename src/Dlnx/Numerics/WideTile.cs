using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The register tile of the matrix product for 512-bit vectors: 1 to 8 rows of op(A) times 1, 2 or 3 vectors of op(B),
/// all sums held in registers over the whole inner index.
/// </summary>
/// <remarks>Written out row by row: the compiler keeps named locals in registers, but not arrays or structs of vectors.</remarks>
internal static unsafe class WideTile<T, TRows, TVectors>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TRows : struct, ITileSize
    where TVectors : struct, ITileSize
{
    /// <summary>With S = Σₖ a[i, k]·b[k, j]: destination[i, j] ← fma(α, S, β·destination[i, j]), or S alone where β is 0.</summary>
    /// <param name="a">the first entry of the tile's rows</param>
    /// <param name="rowStride">from a row of op(A) to the next</param>
    /// <param name="stepStride">from an entry of a row to the next</param>
    /// <param name="b">the first entry of the tile's columns; each row of them is read in whole vectors</param>
    /// <param name="panelStride">from a row of op(B) to the next</param>
    /// <param name="inner">the inner size</param>
    /// <param name="destination">where the results go, in whole vectors</param>
    /// <param name="stride">from a row of the destination to the next</param>
    /// <param name="alpha">α, not used where β is 0</param>
    /// <param name="beta">β</param>
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
        T beta
    )
    {
        var a1 = a + (1 * rowStride);
        var a2 = a + (2 * rowStride);
        var a3 = a + (3 * rowStride);
        var a4 = a + (4 * rowStride);
        var a5 = a + (5 * rowStride);
        var a6 = a + (6 * rowStride);
        var a7 = a + (7 * rowStride);
        var (c00, c01, c02) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c10, c11, c12) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c20, c21, c22) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c30, c31, c32) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c40, c41, c42) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c50, c51, c52) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c60, c61, c62) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c70, c71, c72) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += panelStride)
        {
            var b0 = Vector512.Load(b);
            var b1 = TVectors.Value > 1 ? Vector512.Load(b + Vector512<T>.Count) : default;
            var b2 = TVectors.Value > 2 ? Vector512.Load(b + (2 * Vector512<T>.Count)) : default;
            var x = Vector512.Create(a[t]);
            c00 = FusedVectors.MultiplyAdd(x, b0, c00);
            if (TVectors.Value > 1)
                c01 = FusedVectors.MultiplyAdd(x, b1, c01);
            if (TVectors.Value > 2)
                c02 = FusedVectors.MultiplyAdd(x, b2, c02);
            if (TRows.Value > 1)
            {
                x = Vector512.Create(a1[t]);
                c10 = FusedVectors.MultiplyAdd(x, b0, c10);
                if (TVectors.Value > 1)
                    c11 = FusedVectors.MultiplyAdd(x, b1, c11);
                if (TVectors.Value > 2)
                    c12 = FusedVectors.MultiplyAdd(x, b2, c12);
            }
            if (TRows.Value > 2)
            {
                x = Vector512.Create(a2[t]);
                c20 = FusedVectors.MultiplyAdd(x, b0, c20);
                if (TVectors.Value > 1)
                    c21 = FusedVectors.MultiplyAdd(x, b1, c21);
                if (TVectors.Value > 2)
                    c22 = FusedVectors.MultiplyAdd(x, b2, c22);
            }
            if (TRows.Value > 3)
            {
                x = Vector512.Create(a3[t]);
                c30 = FusedVectors.MultiplyAdd(x, b0, c30);
                if (TVectors.Value > 1)
                    c31 = FusedVectors.MultiplyAdd(x, b1, c31);
                if (TVectors.Value > 2)
                    c32 = FusedVectors.MultiplyAdd(x, b2, c32);
            }
            if (TRows.Value > 4)
            {
                x = Vector512.Create(a4[t]);
                c40 = FusedVectors.MultiplyAdd(x, b0, c40);
                if (TVectors.Value > 1)
                    c41 = FusedVectors.MultiplyAdd(x, b1, c41);
                if (TVectors.Value > 2)
                    c42 = FusedVectors.MultiplyAdd(x, b2, c42);
            }
            if (TRows.Value > 5)
            {
                x = Vector512.Create(a5[t]);
                c50 = FusedVectors.MultiplyAdd(x, b0, c50);
                if (TVectors.Value > 1)
                    c51 = FusedVectors.MultiplyAdd(x, b1, c51);
                if (TVectors.Value > 2)
                    c52 = FusedVectors.MultiplyAdd(x, b2, c52);
            }
            if (TRows.Value > 6)
            {
                x = Vector512.Create(a6[t]);
                c60 = FusedVectors.MultiplyAdd(x, b0, c60);
                if (TVectors.Value > 1)
                    c61 = FusedVectors.MultiplyAdd(x, b1, c61);
                if (TVectors.Value > 2)
                    c62 = FusedVectors.MultiplyAdd(x, b2, c62);
            }
            if (TRows.Value > 7)
            {
                x = Vector512.Create(a7[t]);
                c70 = FusedVectors.MultiplyAdd(x, b0, c70);
                if (TVectors.Value > 1)
                    c71 = FusedVectors.MultiplyAdd(x, b1, c71);
                if (TVectors.Value > 2)
                    c72 = FusedVectors.MultiplyAdd(x, b2, c72);
            }
        }

        Store(destination, c00, c01, c02, alpha, beta);
        if (TRows.Value > 1)
            Store(destination + (1 * stride), c10, c11, c12, alpha, beta);
        if (TRows.Value > 2)
            Store(destination + (2 * stride), c20, c21, c22, alpha, beta);
        if (TRows.Value > 3)
            Store(destination + (3 * stride), c30, c31, c32, alpha, beta);
        if (TRows.Value > 4)
            Store(destination + (4 * stride), c40, c41, c42, alpha, beta);
        if (TRows.Value > 5)
            Store(destination + (5 * stride), c50, c51, c52, alpha, beta);
        if (TRows.Value > 6)
            Store(destination + (6 * stride), c60, c61, c62, alpha, beta);
        if (TRows.Value > 7)
            Store(destination + (7 * stride), c70, c71, c72, alpha, beta);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        T* destination,
        Vector512<T> first,
        Vector512<T> second,
        Vector512<T> third,
        T alpha,
        T beta
    )
    {
        Store(destination, first, alpha, beta);
        if (TVectors.Value > 1)
            Store(destination + Vector512<T>.Count, second, alpha, beta);
        if (TVectors.Value > 2)
            Store(destination + (2 * Vector512<T>.Count), third, alpha, beta);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* destination, Vector512<T> sum, T alpha, T beta)
    {
        if (beta != T.Zero)
            sum = FusedVectors.MultiplyAdd(Vector512.Create(alpha), sum, beta * Vector512.Load(destination));
        sum.Store(destination);
    }
}
