using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sharding;

/// <summary>Whether the results of shards are together the run that was split.</summary>
internal static class ShardCompleteness
{
    /// <summary>What is missing: parts of a split run, and claims of parts that were planned otherwise.</summary>
    public static IEnumerable<Finding> Missing(IReadOnlyList<RunResults> results)
    {
        var splits = results
            .Select(result => result.Run.Shard)
            .OfType<ShardInfo>()
            .GroupBy(shard => (shard.Count, Claims: string.Join(' ', shard.Claims)));
        foreach (var split in splits)
        {
            var present = split.Select(shard => shard.Index).ToHashSet();
            foreach (var index in Enumerable.Range(1, split.Key.Count).Where(index => !present.Contains(index)))
            {
                yield return new Finding(
                    $"shard {index}/{split.Key.Count}",
                    $"Its results are missing. Make them with the command of the other parts and --shard {index}/{split.Key.Count}."
                );
            }
            if (present.Count < split.Key.Count)
                continue;
            var ran = results.SelectMany(result => result.Claims).Select(claim => claim.Id).ToHashSet();
            foreach (var claim in split.First().Claims.Where(claim => !ran.Contains(claim)))
            {
                yield return new Finding(
                    claim,
                    "No part ran it: the parts were not made from the same plan. Give every part the same --costs."
                );
            }
        }
    }
}
