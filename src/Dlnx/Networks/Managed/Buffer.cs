namespace Dlnx.Networks.Managed;

/// <summary>An array that is allocated when it is first used, so that passes which never run cost no memory.</summary>
internal sealed class Buffer<T>(int capacity)
{
    private T[]? storage;

    /// <summary>The numbers it has room for.</summary>
    public long Capacity => capacity;

    /// <summary>The first numbers.</summary>
    public Span<T> Take(int count) => (storage ?? Allocate()).AsSpan(0, count);

    /// <summary>The numbers of some rows.</summary>
    /// <param name="rows">which rows</param>
    /// <param name="size">numbers of a row</param>
    public Span<T> Take(RowRange rows, int size) => Take(rows.End * size)[(rows.First * size)..];

    // Several workers may be the first.
    private T[] Allocate()
    {
        Interlocked.CompareExchange(ref storage, new T[capacity], null);
        return storage;
    }
}
