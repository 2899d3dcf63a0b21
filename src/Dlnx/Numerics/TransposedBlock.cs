using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dlnx.Numerics;

/// <summary>Copies 8 × 8 blocks of numbers transposed, in registers. Needs AVX-512 for doubles, AVX for singles.</summary>
internal static unsafe class TransposedBlock
{
    /// <summary>Rows and columns of a block.</summary>
    public const int Size = 8;

    // Every second pair of the 128-bit quarters of two vectors: the even ones, the odd ones.
    private const byte EvenQuarters = 0b10_00_10_00;
    private const byte OddQuarters = 0b11_01_11_01;

    /// <summary>to[j·toStride + i] = from[i·fromStride + j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(double* from, nint fromStride, double* to, nint toStride)
    {
        var (even01, odd01) = Interleave(from, fromStride);
        var (even23, odd23) = Interleave(from + (2 * fromStride), fromStride);
        var (even45, odd45) = Interleave(from + (4 * fromStride), fromStride);
        var (even67, odd67) = Interleave(from + (6 * fromStride), fromStride);
        Quarters(even01, even23, even45, even67, to, toStride);
        Quarters(odd01, odd23, odd45, odd67, to + toStride, toStride);
    }

    /// <summary>to[j·toStride + i] = from[i·fromStride + j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(float* from, nint fromStride, float* to, nint toStride)
    {
        Half(from, fromStride, to, toStride);
        Half(from + (4 * fromStride), fromStride, to + 4, toStride);
    }

    // The even and the odd entries of two rows, pairwise.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Even, Vector512<double> Odd) Interleave(double* from, nint stride)
    {
        var (first, second) = (Vector512.Load(from), Vector512.Load(from + stride));
        return (Avx512F.UnpackLow(first, second), Avx512F.UnpackHigh(first, second));
    }

    // Column 0, 2, 4 and 6 of what the pairs come from; pair q of a vector belongs to column 2q.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(
        Vector512<double> rows01,
        Vector512<double> rows23,
        Vector512<double> rows45,
        Vector512<double> rows67,
        double* to,
        nint stride
    )
    {
        var (top04, top26) = Split(rows01, rows23);
        var (bottom04, bottom26) = Split(rows45, rows67);
        var (column0, column4) = Split(top04, bottom04);
        var (column2, column6) = Split(top26, bottom26);
        column0.Store(to);
        column2.Store(to + (2 * stride));
        column4.Store(to + (4 * stride));
        column6.Store(to + (6 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Even, Vector512<double> Odd) Split(
        Vector512<double> first,
        Vector512<double> second
    ) => (Avx512F.Shuffle4x128(first, second, EvenQuarters), Avx512F.Shuffle4x128(first, second, OddQuarters));

    // Four rows of eight singles become eight rows of four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(float* from, nint fromStride, float* to, nint toStride)
    {
        var (r0, r1) = (Vector256.Load(from), Vector256.Load(from + fromStride));
        var (r2, r3) = (Vector256.Load(from + (2 * fromStride)), Vector256.Load(from + (3 * fromStride)));
        var (low01, high01) = (Avx.UnpackLow(r0, r1).AsDouble(), Avx.UnpackHigh(r0, r1).AsDouble());
        var (low23, high23) = (Avx.UnpackLow(r2, r3).AsDouble(), Avx.UnpackHigh(r2, r3).AsDouble());
        StorePair(Avx.UnpackLow(low01, low23).AsSingle(), to, toStride);
        StorePair(Avx.UnpackHigh(low01, low23).AsSingle(), to + toStride, toStride);
        StorePair(Avx.UnpackLow(high01, high23).AsSingle(), to + (2 * toStride), toStride);
        StorePair(Avx.UnpackHigh(high01, high23).AsSingle(), to + (3 * toStride), toStride);
    }

    // The lower half belongs to a row, the upper half to the one four further down.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(Vector256<float> pair, float* to, nint stride)
    {
        pair.GetLower().Store(to);
        pair.GetUpper().Store(to + (4 * stride));
    }
}
