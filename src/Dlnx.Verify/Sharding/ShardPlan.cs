using Dlnx.Verify.Claims;

namespace Dlnx.Verify.Sharding;

/// <summary>
/// Claims shared out over the parts of a run: each claim in one part, the longest first, each to the part with the least to
/// do so far. The same claims and costs give the same plan everywhere, so every machine works out its own part.
/// </summary>
public sealed class ShardPlan
{
    private readonly List<ClaimDefinition>[] parts;
    private readonly double[] seconds;

    /// <summary>Shares claims out.</summary>
    /// <param name="claims">the claims of the whole run</param>
    /// <param name="count">parts, at least 1</param>
    /// <param name="cost">the seconds that a claim is expected to take</param>
    /// <exception cref="ArgumentOutOfRangeException">there are no parts</exception>
    public ShardPlan(IEnumerable<ClaimDefinition> claims, int count, Func<ClaimDefinition, double> cost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(cost);
        parts = [.. Enumerable.Range(0, count).Select(_ => new List<ClaimDefinition>())];
        seconds = new double[count];
        var longestFirst = claims
            .Select(claim => (claim, cost: cost(claim)))
            .OrderByDescending(pair => pair.cost)
            .ThenBy(pair => pair.claim.Id, StringComparer.Ordinal);
        foreach (var (claim, length) in longestFirst)
        {
            var part = Array.IndexOf(seconds, seconds.Min());
            parts[part].Add(claim);
            seconds[part] += length;
        }
    }

    /// <summary>The parts.</summary>
    public int Count => parts.Length;

    /// <summary>The claims of a part, the longest first.</summary>
    public IReadOnlyList<ClaimDefinition> Claims(Shard shard) => parts[IndexOf(shard)];

    /// <summary>The seconds that a part is expected to take.</summary>
    public double Seconds(Shard shard) => seconds[IndexOf(shard)];

    private int IndexOf(Shard shard)
    {
        ArgumentNullException.ThrowIfNull(shard);
        return shard.Count == parts.Length
            ? shard.Index - 1
            : throw new ArgumentException($"The plan has {parts.Length} parts; {shard} is of another.", nameof(shard));
    }
}
