using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dlnx.Numerics;

/// <summary>A thread's aligned, reusable storage for one packed panel of op(B), and the packing.</summary>
internal static unsafe class PanelBuffer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly int MaximumWidth = 4 * Vector512<T>.Count;
    private const int Block = TransposedBlock.Size;
    private static readonly int Half = Vector256<T>.Count;

    [ThreadStatic]
    private static AlignedStorage? storage;

    /// <summary>Room for inner × <see cref="MaximumWidth"/> numbers at a 64-byte boundary, valid until this thread asks for more.</summary>
    public static T* ForInnerSize(int inner)
    {
        var vectors = checked(inner * (MaximumWidth / Vector512<T>.Count));
        if (storage is null || storage.Count < vectors)
        {
            storage = new AlignedStorage(vectors);
        }

        return (T*)storage.First;
    }

    /// <summary>How far apart the rows of a packed panel are, so that every whole vector lies at its natural boundary.</summary>
    public static int StrideFor(int width) =>
        width <= Vector512<T>.Count
            ? width
            : (width + Vector512<T>.Count - 1) / Vector512<T>.Count * Vector512<T>.Count;

    /// <summary>Writes the panel step after step, stride values apart: the used ones and zeros up to the width.</summary>
    public static void Pack(
        T* b,
        nint stepStride,
        nint columnStride,
        int inner,
        int used,
        int width,
        T* panel,
        int stride
    )
    {
        if (columnStride == 1)
        {
            PackRows(b, stepStride, inner, used, width, panel, stride);
        }
        else
        {
            PackColumns(b, columnStride, inner, used, width, panel, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows(T* b, nint stepStride, int inner, int used, int width, T* panel, int stride)
    {
        // Whole vectors, then what is left of a row in one half vector or two, the last of them in part or not at all.
        var whole = used - (used % Vector512<T>.Count);
        var (first, second) = (FirstOf(used - whole), FirstOf(used - whole - Half));
        for (var step = 0; step < inner; step++, b += stepStride, panel += stride)
        {
            var j = 0;
            for (; j < whole; j += Vector512<T>.Count)
            {
                Vector512.Load(b + j).Store(panel + j);
            }

            if (j < width)
                Load(b + j, first).Store(panel + j);
            if (j + Half < width)
                Load(b + j + Half, second).Store(panel + j + Half);
        }
    }

    /// <summary>All bits set in that many entries, zero in the others.</summary>
    public static Vector256<T> FirstOf(int count) =>
        Vector256.LessThan(Vector256<T>.Indices, Vector256.Create(T.CreateChecked(count)));

    /// <summary>The entries that the mask has, zero elsewhere: what is not there is not read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Load(T* source, Vector256<T> mask)
    {
        if (!Avx.IsSupported)
            return LoadOneByOne(source, mask);
        return typeof(T) == typeof(double)
            ? Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>()
            : Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>();
    }

    private static Vector256<T> LoadOneByOne(T* source, Vector256<T> mask)
    {
        var entries = Vector256<T>.Zero;
        for (var j = 0; j < Half && mask[j] != T.Zero; j++)
        {
            entries = entries.WithElement(j, source[j]);
        }

        return entries;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns(T* b, nint columnStride, int inner, int used, int width, T* panel, int stride)
    {
        var j = 0;
        for (; j <= used - Block; j += Block)
        {
            PackBlocks(b + (j * columnStride), columnStride, inner, panel + j, stride);
        }

        for (; j < used; j++)
        {
            PackColumn(b + (j * columnStride), inner, panel + j, stride);
        }

        for (; j < width; j++)
        {
            Clear(inner, panel + j, stride);
        }
    }

    /// <summary>Eight columns at once through transposed 8 × 8 blocks, of which the last two may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackBlocks(T* b, nint columnStride, int inner, T* panel, int stride)
    {
        if (!Avx512F.IsSupported || inner < Block)
        {
            for (var j = 0; j < Block; j++)
            {
                PackColumn(b + (j * columnStride), inner, panel + j, stride);
            }

            return;
        }

        for (var step = 0; step < inner; step += Block)
        {
            step = Math.Min(step, inner - Block);
            var (from, to) = ((nint)(b + step), (nint)(panel + ((nint)step * stride)));
            if (typeof(T) == typeof(double))
                TransposedBlock.Copy((double*)from, columnStride, (double*)to, stride);
            else
                TransposedBlock.Copy((float*)from, columnStride, (float*)to, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumn(T* column, int inner, T* panel, int stride)
    {
        for (var step = 0; step < inner; step++, panel += stride)
        {
            *panel = column[step];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Clear(int inner, T* panel, int stride)
    {
        for (var step = 0; step < inner; step++, panel += stride)
        {
            *panel = default;
        }
    }
}
