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
    private const int Block = TransposedBlock.Size;

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
        for (; j <= used - Block; j += Block)
        {
            PackBlocks(b + (j * columnStride), columnStride, inner, width, panel + j);
        }

        for (; j < width; j++)
        {
            for (var step = 0; step < inner; step++)
            {
                panel[(step * width) + j] = j < used ? b[(j * columnStride) + step] : default;
            }
        }
    }

    /// <summary>Eight columns at once through transposed 8 × 8 blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackBlocks(T* b, nint columnStride, int inner, int width, T* panel)
    {
        var step = 0;
        if (Avx512F.IsSupported)
        {
            for (; step <= inner - Block; step += Block, b += Block, panel += Block * width)
            {
                if (typeof(T) == typeof(double))
                    TransposedBlock.Copy((double*)b, columnStride, (double*)panel, width);
                else
                    TransposedBlock.Copy((float*)b, columnStride, (float*)panel, width);
            }
        }

        for (; step < inner; step++, b++, panel += width)
        {
            for (var j = 0; j < Block; j++)
            {
                panel[j] = b[j * columnStride];
            }
        }
    }
}
