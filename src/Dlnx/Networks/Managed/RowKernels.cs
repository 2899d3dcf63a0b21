using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Dlnx.Networks.Managed.ColumnSums;

namespace Dlnx.Networks.Managed;

/// <summary>Operations on a block with coefficients that depend on the column only.</summary>
internal static class RowKernels
{
    /// <summary>z ← z + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(ReadOnlySpan<T> b, Span<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var columns = b.Length;
        for (var start = 0; start < z.Length; start += columns)
        {
            var j = 0;
            for (; j <= columns - Vector<T>.Count; j += Vector<T>.Count)
                Store(Load<T>(z, start + j) + Load(b, j), z, start + j);
            for (; j < columns; j++)
                z[start + j] += b[j];
        }
    }

    /// <summary>z ← (x − m)a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Affine<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> m, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var columns = a.Length;
        for (var start = 0; start < z.Length; start += columns)
        {
            var j = 0;
            for (; j <= columns - Vector<T>.Count; j += Vector<T>.Count)
                Store(((Load(x, start + j) - Load(m, j)) * Load(a, j)) + Load(b, j), z, start + j);
            for (; j < columns; j++)
                z[start + j] = ((x[start + j] - m[j]) * a[j]) + b[j];
        }
    }

    /// <summary>z ← ax + by + c; z may be x or y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine<T>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> b,
        ReadOnlySpan<T> y,
        ReadOnlySpan<T> c,
        Span<T> z
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var columns = a.Length;
        for (var start = 0; start < z.Length; start += columns)
        {
            var j = 0;
            for (; j <= columns - Vector<T>.Count; j += Vector<T>.Count)
            {
                var sum = (Load(a, j) * Load(x, start + j)) + (Load(b, j) * Load(y, start + j));
                Store(sum + Load(c, j), z, start + j);
            }

            for (; j < columns; j++)
                z[start + j] = (a[j] * x[start + j]) + (b[j] * y[start + j]) + c[j];
        }
    }

    /// <summary>z ← z + ax + by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddCombination<T>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> b,
        ReadOnlySpan<T> y,
        Span<T> z
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var columns = a.Length;
        for (var start = 0; start < z.Length; start += columns)
        {
            var j = 0;
            for (; j <= columns - Vector<T>.Count; j += Vector<T>.Count)
            {
                var sum = (Load(a, j) * Load(x, start + j)) + (Load(b, j) * Load(y, start + j));
                Store(sum + Load<T>(z, start + j), z, start + j);
            }

            for (; j < columns; j++)
                z[start + j] += (a[j] * x[start + j]) + (b[j] * y[start + j]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector<T> vector, Span<T> z, int index) =>
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(z), (nuint)index);
}
