namespace Dlnx.Networks.Managed;

/// <summary>An array that is allocated when it is first used, so that passes which never run cost no memory.</summary>
internal sealed class Buffer<T>(int capacity)
{
    private T[]? storage;

    /// <summary>The numbers it has room for.</summary>
    public long Capacity => capacity;

    /// <summary>The first numbers.</summary>
    public Span<T> Take(int count) => (storage ??= new T[capacity]).AsSpan(0, count);
}
