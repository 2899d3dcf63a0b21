using System.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Counts among the end points of all strings of a length, indexed by packed strings.</summary>
public static class StringCensus
{
    /// <summary>How many strings with a sum of the given kind do not end strictly below the start.</summary>
    /// <param name="endpoints">2^t end points</param>
    /// <param name="start">x₀</param>
    /// <param name="sums">which sums S_t count</param>
    public static int NotBelow<T>(ReadOnlySpan<T> endpoints, T start, Func<int, bool> sums)
        where T : IComparable<T>
    {
        var steps = BitOperations.Log2((uint)endpoints.Length);
        var found = 0;
        for (var s = 0; s < endpoints.Length; s++)
        {
            if (sums(steps - (2 * BitOperations.PopCount((uint)s))) && endpoints[s].CompareTo(start) >= 0)
                found++;
        }
        return found;
    }

    /// <summary>How many end points lie strictly below the start.</summary>
    public static int Below<T>(ReadOnlySpan<T> endpoints, T start)
        where T : IComparable<T>
    {
        var found = 0;
        foreach (var x in endpoints)
            found += x.CompareTo(start) < 0 ? 1 : 0;
        return found;
    }
}
