namespace Dlnx.Benchmarks;

/// <summary>A named piece of work that can be repeated; the same names are used by side-by-side.py.</summary>
/// <param name="Name">row of the table</param>
/// <param name="RepetitionsPerRound">how often one timing round runs it: a few milliseconds of work</param>
/// <param name="Run">the work, once</param>
internal sealed record Workload(string Name, int RepetitionsPerRound, Action Run)
{
    /// <summary>
    /// Floating-point operations that the arithmetic needs, where the rate of fused multiply-adds limits the work; a
    /// multiplication that no addition follows takes the place of two. 0 where something else limits it.
    /// </summary>
    public double Operations { get; init; }

    /// <summary>Whether these are in single precision.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Everything the side-by-side table compares, in its order. A new row is a new entry here and there.</summary>
    /// <param name="workers">the cores it may use; work that is not split uses one</param>
    public static IEnumerable<Workload> All(int workers) =>
        [
            .. LinearWorkloads.All(workers),
            .. MapWorkloads.All(workers),
            .. NumericWorkloads.All,
            .. NetworkWorkloads.All(workers),
        ];
}
