using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>Vectors at their natural boundary, zero at first: one that lies across two cache lines takes twice as long to read.</summary>
internal sealed unsafe class AlignedStorage
{
    private readonly double[] array;

    /// <summary>Room for a number of vectors.</summary>
    public AlignedStorage(int vectors)
    {
        Count = vectors;
        array = GC.AllocateArray<double>(checked((vectors + 1) * Vector512<double>.Count), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref array[0]);
        var boundary = (nuint)sizeof(Vector512<double>);
        First = (Vector512<double>*)((address + boundary - 1) & ~(boundary - 1));
    }

    /// <summary>Number of vectors.</summary>
    public int Count { get; }

    /// <summary>All numbers, vector after vector.</summary>
    public Span<double> Entries => new(First, array.Length - Vector512<double>.Count);

    /// <summary>The first vector; valid as long as this object is referenced, since the array is pinned for life.</summary>
    public Vector512<double>* First { get; }
}
