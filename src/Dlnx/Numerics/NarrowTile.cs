using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The register tile for the last few columns: 1 to 8 rows of op(A) times one 256-bit vector of op(B), which takes half
/// the time of a 512-bit one.
/// </summary>
internal static unsafe class NarrowTile<T, TRows>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TRows : struct, ITileSize
{
    /// <summary>The same as <see cref="WideTile{T, TRows, TVectors}.Run"/>.</summary>
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
        var (c0, c1, c2, c3) = (Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero);
        var (c4, c5, c6, c7) = (Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero);
        nint t = 0;
        for (var k = 0; k < inner; k++, t += stepStride, b += panelStride)
        {
            var row = Vector256.Load(b);
            c0 = FusedVectors.MultiplyAdd(Vector256.Create(a[t]), row, c0);
            if (TRows.Value > 1)
                c1 = FusedVectors.MultiplyAdd(Vector256.Create(a1[t]), row, c1);
            if (TRows.Value > 2)
                c2 = FusedVectors.MultiplyAdd(Vector256.Create(a2[t]), row, c2);
            if (TRows.Value > 3)
                c3 = FusedVectors.MultiplyAdd(Vector256.Create(a3[t]), row, c3);
            if (TRows.Value > 4)
                c4 = FusedVectors.MultiplyAdd(Vector256.Create(a4[t]), row, c4);
            if (TRows.Value > 5)
                c5 = FusedVectors.MultiplyAdd(Vector256.Create(a5[t]), row, c5);
            if (TRows.Value > 6)
                c6 = FusedVectors.MultiplyAdd(Vector256.Create(a6[t]), row, c6);
            if (TRows.Value > 7)
                c7 = FusedVectors.MultiplyAdd(Vector256.Create(a7[t]), row, c7);
        }

        Store(destination, c0, alpha, beta);
        if (TRows.Value > 1)
            Store(destination + (1 * stride), c1, alpha, beta);
        if (TRows.Value > 2)
            Store(destination + (2 * stride), c2, alpha, beta);
        if (TRows.Value > 3)
            Store(destination + (3 * stride), c3, alpha, beta);
        if (TRows.Value > 4)
            Store(destination + (4 * stride), c4, alpha, beta);
        if (TRows.Value > 5)
            Store(destination + (5 * stride), c5, alpha, beta);
        if (TRows.Value > 6)
            Store(destination + (6 * stride), c6, alpha, beta);
        if (TRows.Value > 7)
            Store(destination + (7 * stride), c7, alpha, beta);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* destination, Vector256<T> sum, T alpha, T beta)
    {
        if (beta != T.Zero)
            sum = FusedVectors.MultiplyAdd(Vector256.Create(alpha), sum, beta * Vector256.Load(destination));
        sum.Store(destination);
    }
}
