using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dlnx.Numerics;

/// <summary>A thread's aligned, reusable storage for one packed panel of op(B), and the packing.</summary>
internal static unsafe class PanelBuffer<T>
    where T : unmanaged
{
    public static readonly int MaximumWidth = 3 * Vector512<T>.Count;
    private const int Alignment = 64;

    [ThreadStatic]
    private static T[]? storage;

    /// <summary>Room for inner × <see cref="MaximumWidth"/> numbers at a 64-byte boundary, valid until this thread asks for more.</summary>
    public static T* ForInnerSize(int inner)
    {
        var needed = checked((inner * MaximumWidth) + (Alignment / sizeof(T)));
        if (storage is null || storage.Length < needed)
        {
            storage = GC.AllocateUninitializedArray<T>(needed, pinned: true);
        }

        // The array is pinned for life, so its address outlives the reference.
        var address = (nuint)Unsafe.AsPointer(ref storage[0]);
        return (T*)((address + Alignment - 1) & ~(nuint)(Alignment - 1));
    }

    /// <summary>Writes the panel step after step, width values each, zeros beyond the used ones.</summary>
    public static void Pack(T* b, nint stepStride, nint columnStride, int inner, int used, int width, T* panel)
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
    private static void PackRows(T* b, nint stepStride, int inner, int used, int width, T* panel)
    {
        for (var step = 0; step < inner; step++, b += stepStride, panel += width)
        {
            var j = 0;
            for (; j <= used - Vector512<T>.Count; j += Vector512<T>.Count)
            {
                Vector512.Load(b + j).Store(panel + j);
            }

            for (; j < used; j++)
            {
                panel[j] = b[j];
            }

            for (; j < width; j++)
            {
                panel[j] = default;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns(T* b, nint columnStride, int inner, int used, int width, T* panel)
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
                panel[(step * width) + j] = j < used ? b[(j * columnStride) + step] : default;
            }
        }
    }

    /// <summary>Four columns at once through transposed 4 × 4 blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackFourColumns(T* b, nint columnStride, int inner, int width, T* panel)
    {
        T* b1 = b + columnStride;
        T* b2 = b1 + columnStride;
        T* b3 = b2 + columnStride;
        var step = 0;
        if (typeof(T) == typeof(double) && Avx.IsSupported)
        {
            for (; step <= inner - 4; step += 4, panel += 4 * width)
            {
                var top = (double*)(b + step);
                Transpose(top, (double*)(b1 + step), (double*)(b2 + step), (double*)(b3 + step), (double*)panel, width);
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

    /// <summary>Four numbers of each of four columns, written as four steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(double* c0, double* c1, double* c2, double* c3, double* panel, int width)
    {
        var (r0, r1, r2, r3) = (Vector256.Load(c0), Vector256.Load(c1), Vector256.Load(c2), Vector256.Load(c3));
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
