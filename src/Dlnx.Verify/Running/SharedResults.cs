using System.Collections.Concurrent;

namespace Dlnx.Verify.Running;

/// <summary>Results that several checks of a run read. Each is computed once, by the first check that asks for it.</summary>
/// <param name="cache">Where to look first and to keep what was computed; null for this run's memory only.</param>
public sealed class SharedResults(ResultCache? cache = null)
{
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>The result of a key; waits while another check computes it.</summary>
    /// <param name="key">all that the result depends on</param>
    /// <param name="compute">computes the result of the key</param>
    /// <param name="format">how to keep it in the cache; null for memory only</param>
    /// <exception cref="InvalidOperationException">the key belongs to a result of another type</exception>
    public T Get<T>(string key, Func<string, T> compute, IResultFormat<T>? format = null)
        where T : class => GetAll([key], own => own, compute, format)[0];

    /// <summary>The results of several items: those that nobody computes yet first, those in progress last.</summary>
    /// <param name="items">what to compute results for</param>
    /// <param name="key">the key of an item</param>
    /// <param name="compute">computes the result of an item</param>
    /// <param name="format">how to keep results in the cache; null for memory only</param>
    /// <exception cref="InvalidOperationException">a key belongs to a result of another type</exception>
    public IReadOnlyList<T> GetAll<TItem, T>(
        IReadOnlyList<TItem> items,
        Func<TItem, string> key,
        Func<TItem, T> compute,
        IResultFormat<T>? format = null
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(compute);
        foreach (var item in items)
        {
            var entry = EntryOf(key(item));
            if (!Monitor.TryEnter(entry))
                continue;
            try
            {
                Resolve(entry, item);
            }
            finally
            {
                Monitor.Exit(entry);
            }
        }

        var results = new T[items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var entry = EntryOf(key(items[i]));
            lock (entry)
                results[i] = Resolve(entry, items[i]);
        }

        return results;

        // A computation that fails leaves the entry empty, so that the next check tries again and fails for itself.
        T Resolve(Entry entry, TItem item)
        {
            entry.Value ??=
                cache is null || format is null
                    ? compute(item)
                    : cache.Get(key(item), compute.Method.Module, () => compute(item), format);
            return entry.Value as T ?? throw OtherType(key(item), entry.Value, typeof(T));
        }
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
