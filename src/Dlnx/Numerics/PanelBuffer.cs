using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dlnx.Numerics;

/// <summary>A thread's aligned, reusable storage for one packed panel of op(B), and the packing.</summary>
internal static unsafe class PanelBuffer
{
    public const int MaximumWidth = 24;
    private const int Alignment = 64;

    [ThreadStatic]
    private static double[]? storage;

    /// <summary>Room for inner × 24 doubles at a 64-byte boundary, valid until this thread asks for more.</summary>
    public static double* ForInnerSize(int inner)
    {
        var needed = checked((inner * MaximumWidth) + (Alignment / sizeof(double)));
        if (storage is null || storage.Length < needed)
        {
            storage = GC.AllocateUninitializedArray<double>(needed, pinned: true);
        }

        // The array is pinned for life, so its address outlives the reference.
        var address = (nuint)Unsafe.AsPointer(ref storage[0]);
        return (double*)((address + Alignment - 1) & ~(nuint)(Alignment - 1));
    }

    /// <summary>Writes the panel step after step, width values each, zeros beyond the used ones.</summary>
    public static void Pack(
        double* b,
        nint stepStride,
        nint columnStride,
        int inner,
        int used,
        int width,
        double* panel
    )
    {
        if (columnStride == 1)
        {
            PackRows(b, stepStride, inner, used, width, panel);
        }
        else
        {
            PackColumns(b, columnStride, inner, used, width, panel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(double* b, nint stepStride, int inner, int used, int width, double* panel)
    {
        for (var step = 0; step < inner; step++, b += stepStride, panel += width)
        {
            var j = 0;
            for (; j <= used - Vector512<double>.Count; j += Vector512<double>.Count)
            {
                Vector512.Load(b + j).Store(panel + j);
            }

            for (; j < used; j++)
            {
                panel[j] = b[j];
            }

            for (; j < width; j++)
            {
                panel[j] = 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns(double* b, nint columnStride, int inner, int used, int width, double* panel)
    {
        var j = 0;
        for (; j <= used - 4; j += 4)
        {
            PackFourColumns(b + (j * columnStride), columnStride, inner, width, panel + j);
        }

        for (; j < width; j++)
        {
            for (var step = 0; step < inner; step++)
            {
                panel[(step * width) + j] = j < used ? b[(j * columnStride) + step] : 0;
            }
        }
    }

    /// <summary>Four columns at once through transposed 4 × 4 blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackFourColumns(double* b, nint columnStride, int inner, int width, double* panel)
    {
        double* b1 = b + columnStride;
        double* b2 = b1 + columnStride;
        double* b3 = b2 + columnStride;
        var step = 0;
        if (Avx.IsSupported)
        {
            for (; step <= inner - 4; step += 4, panel += 4 * width)
            {
                var r0 = Vector256.Load(b + step);
                var r1 = Vector256.Load(b1 + step);
                var r2 = Vector256.Load(b2 + step);
                var r3 = Vector256.Load(b3 + step);
                var low01 = Avx.UnpackLow(r0, r1);
                var high01 = Avx.UnpackHigh(r0, r1);
                var low23 = Avx.UnpackLow(r2, r3);
                var high23 = Avx.UnpackHigh(r2, r3);
                Avx.Permute2x128(low01, low23, 0x20).Store(panel);
                Avx.Permute2x128(high01, high23, 0x20).Store(panel + width);
                Avx.Permute2x128(low01, low23, 0x31).Store(panel + (2 * width));
                Avx.Permute2x128(high01, high23, 0x31).Store(panel + (3 * width));
            }
        }

        for (; step < inner; step++, panel += width)
        {
            panel[0] = b[step];
            panel[1] = b1[step];
            panel[2] = b2[step];
            panel[3] = b3[step];
        }
    }
}
