using System.Collections.Concurrent;

namespace Dlnx.Verify.Running;

/// <summary>Results that several checks of a run read. Each is computed once, by the first check that asks for it.</summary>
/// <param name="cache">Where to look first and to keep what was computed; null for this run's memory only.</param>
public sealed class SharedResults(ResultCache? cache = null)
{
    // How long to wait before looking again for a result that another check computes.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>The result of a key; waits while another check computes it.</summary>
    /// <param name="key">all that the result depends on</param>
    /// <param name="compute">computes the result of the key</param>
    /// <param name="format">how to keep it in the cache; null for memory only</param>
    /// <param name="cancellation">ends the waiting</param>
    /// <exception cref="InvalidOperationException">the key belongs to a result of another type</exception>
    public T Get<T>(
        string key,
        Func<string, T> compute,
        IResultFormat<T>? format = null,
        CancellationToken cancellation = default
    )
        where T : class => GetAll([key], own => own, compute, format, cancellation)[0];

    /// <summary>The results of several items: those that nobody computes yet first, those in progress last.</summary>
    /// <param name="items">what to compute results for</param>
    /// <param name="key">the key of an item</param>
    /// <param name="compute">computes the result of an item</param>
    /// <param name="format">how to keep results in the cache; null for memory only</param>
    /// <param name="cancellation">ends the waiting</param>
    /// <exception cref="InvalidOperationException">a key belongs to a result of another type</exception>
    public IReadOnlyList<T> GetAll<TItem, T>(
        IReadOnlyList<TItem> items,
        Func<TItem, string> key,
        Func<TItem, T> compute,
        IResultFormat<T>? format = null,
        CancellationToken cancellation = default
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(compute);
        var results = new T?[items.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = Find(items[i]);
        for (var i = 0; i < results.Length; i++)
        {
            while ((results[i] ??= Find(items[i])) is null)
                Pause(cancellation);
        }

        return results!;

        // Null while another check, or another process with the same cache, computes it. A computation that fails leaves
        // the entry empty, so that the next check tries again and fails for itself.
        T? Find(TItem item)
        {
            var entry = EntryOf(key(item));
            if (!Monitor.TryEnter(entry))
                return null;
            try
            {
                if (entry.Value is null && cache is not null && format is not null)
                    entry.Value = cache.Find(key(item), compute.Method.Module, () => compute(item), format);
                else
                    entry.Value ??= compute(item);
                return entry.Value is null or T ? (T?)entry.Value : throw OtherType(key(item), entry.Value, typeof(T));
            }
            finally
            {
                Monitor.Exit(entry);
            }
        }
    }

    private static void Pause(CancellationToken cancellation)
    {
        cancellation.WaitHandle.WaitOne(Patience);
        cancellation.ThrowIfCancellationRequested();
    }

    private Entry EntryOf(string key) => entries.GetOrAdd(key, _ => new Entry());

    private static InvalidOperationException OtherType(string key, object found, Type expected) =>
        new(
            $"The shared result '{key}' is a {found.GetType().Name}, but a {expected.Name} is asked for. "
                + "Two kinds of results need different keys."
        );

    private sealed class Entry
    {
        public object? Value { get; set; }
    }
}
