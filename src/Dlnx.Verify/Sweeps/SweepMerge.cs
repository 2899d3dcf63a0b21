using Dlnx.Verify.Engines;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>Puts the parts of a split sweep together and says what is missing.</summary>
public static class SweepMerge
{
    private const int MostNamed = 10;

    /// <summary>The whole sweep; of a point that ran more than once a broken outcome is kept.</summary>
    /// <param name="parts">at least one</param>
    /// <exception cref="ProblemException">The parts are not of the same sweep.</exception>
    public static SweepResults Of(IReadOnlyList<SweepResults> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new ArgumentException("A report needs at least one sweep.", nameof(parts));
        var first = parts[0];
        foreach (var other in parts.Skip(1))
            RequireSame(first, other);
        var points = parts
            .SelectMany(part => part.Points)
            .GroupBy(point => point.Number)
            .Select(same => same.MinBy(point => Severity(point.Status))!)
            .OrderBy(point => point.Number)
            .ToList();
        return first with
        {
            Claims = parts.Select(part => part.Claims).FirstOrDefault(claims => claims.Count > 0) ?? [],
            Points = points,
            Findings = [.. parts.SelectMany(part => part.Findings).Concat(Missing(parts, points)).Distinct()],
            Run = first.Run with
            {
                Seconds = parts.Sum(part => part.Run.Seconds),
                Cancelled = parts.Any(part => part.Run.Cancelled),
                Shard = null,
            },
        };
    }

    private static void RequireSame(SweepResults one, SweepResults other)
    {
        Require("sweep", Text(one.Axes), Text(other.Axes));
        Require("seed", one.Run.Seed, other.Run.Seed);
        Require("tier", $"{one.Run.Tier}", $"{other.Run.Tier}");
        Require("number of cases", $"{one.Run.Cases}", $"{other.Run.Cases}");
        Require("claims", Text(one.Run.Selection), Text(other.Run.Selection));
        Require("settings", SweepPoint.LabelOf(one.Run.Settings), SweepPoint.LabelOf(other.Run.Settings));
        Require("engine", one.Run.Engine, other.Run.Engine);
        Require("kernel", KernelOf(one), KernelOf(other));
    }

    // A library may compute differently on every processor; parts may come from several.
    private static string KernelOf(SweepResults part) => RunKernel.Titled(part.Machine.Kernel).Name;

    private static void Require(string what, string one, string other)
    {
        if (!string.Equals(one, other, StringComparison.Ordinal))
        {
            throw new ProblemException(
                $"These are parts of different sweeps: the {what} of one is “{one}”, of another “{other}”.",
                ExitCode.Usage
            );
        }
    }

    private static IEnumerable<Finding> Missing(IReadOnlyList<SweepResults> parts, IReadOnlyList<PointResult> present)
    {
        var grid = new SweepGrid(parts[0].Axes);
        var missing = grid.Points.ExceptBy(present.Select(point => point.Number), point => point.Number).ToList();
        var shards = parts.Select(part => part.Run.Shard).OfType<ShardInfo>().ToList();
        if (shards.Count > 0 && shards.Select(shard => shard.Count).Distinct().Count() == 1)
        {
            var count = shards[0].Count;
            foreach (var index in Enumerable.Range(1, count).Except(shards.Select(shard => shard.Index)))
            {
                var own = missing.Intersect(grid.Part(new(index, count))).ToList();
                missing = [.. missing.Except(own)];
                var remedy = $"Make them with the command of the other parts and --shard {index}/{count}.";
                yield return new Finding($"shard {index}/{count}", $"Its results are missing: {Named(own)}. {remedy}");
            }
        }
        if (missing.Count > 0)
            yield return new Finding("sweep", $"It has not ended: {Named(missing)}. Continue it with --resume.");
    }

    private static string Named(List<SweepPoint> points)
    {
        var more = points.Count > MostNamed ? $" and {points.Count - MostNamed} more" : "";
        var named = string.Join("; ", points.Take(MostNamed).Select(point => point.Label));
        return $"{points.Count} points, {named}{more}";
    }

    private static int Severity(Status status) => status == Status.Broken ? 0 : 1;

    private static string Text<T>(IEnumerable<T> items) => string.Join(' ', items);
}
