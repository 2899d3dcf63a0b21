using System.Runtime.InteropServices;

namespace Dlnx.Numerics;

/// <summary>
/// Long vectors for use one after the other. A thread's last storage is kept for its next need as long as the garbage
/// collector lets it: the first writing of fresh memory takes as long as some operations on it.
/// </summary>
internal sealed class VectorStorage : IDisposable
{
    [ThreadStatic]
    private static WeakReference<List<double[]>>? spare;

    private readonly List<double[]> vectors = [];
    private readonly int dimension;

    /// <summary>Storage for vectors of one length.</summary>
    public VectorStorage(int dimension)
    {
        this.dimension = dimension;
        if (spare is not null && spare.TryGetTarget(out var found) && found[0].Length == dimension)
            vectors = found;
        spare = null;
    }

    /// <summary>The vector of that index, with any content.</summary>
    public double[] this[int index]
    {
        get
        {
            while (vectors.Count <= index)
                vectors.Add(GC.AllocateUninitializedArray<double>(dimension));
            return vectors[index];
        }
    }

    /// <summary>A number of vectors that exist, from some index on.</summary>
    public ReadOnlySpan<double[]> Range(int first, int count) => CollectionsMarshal.AsSpan(vectors).Slice(first, count);

    /// <summary>Leaves the vectors to the next storage.</summary>
    public void Dispose()
    {
        if (vectors.Count > 0)
            spare = new(vectors);
    }
}
