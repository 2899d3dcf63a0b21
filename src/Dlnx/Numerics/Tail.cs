using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dlnx.Numerics;

/// <summary>How the last, 256-bit vector of a row is read and written by <see cref="TailTile{T, TRows, TTail}"/>.</summary>
internal unsafe interface ITail<T>
    where T : unmanaged
{
    /// <summary>The used entries, zero elsewhere; what is not used is not read.</summary>
    static abstract Vector256<T> Load(T* source, Vector256<T> used);

    /// <summary>Writes the used entries.</summary>
    static abstract void Store(T* destination, Vector256<T> used, Vector256<T> entries);
}

/// <summary>All entries are used, whatever the mask says.</summary>
internal readonly unsafe struct WholeTail<T> : ITail<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source, Vector256<T> used) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, Vector256<T> used, Vector256<T> entries) => entries.Store(destination);
}

/// <summary>The entries for which all bits of the mask are set. Needs AVX-512.</summary>
internal readonly unsafe struct MaskedTail<T> : ITail<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source, Vector256<T> used) =>
        typeof(T) == typeof(double)
            ? Avx512F.VL.MaskLoad((double*)source, used.AsDouble(), Vector256<double>.Zero).As<double, T>()
            : Avx512F.VL.MaskLoad((float*)source, used.AsSingle(), Vector256<float>.Zero).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, Vector256<T> used, Vector256<T> entries)
    {
        if (typeof(T) == typeof(double))
            Avx512F.VL.MaskStore((double*)destination, used.AsDouble(), entries.AsDouble());
        else
            Avx512F.VL.MaskStore((float*)destination, used.AsSingle(), entries.AsSingle());
    }
}
