namespace Dlnx.Linear;

/// <summary>
/// Gradient descent on many copies of one singular mode at once, with learning rates and starts of their own (A/fig-2,
/// A/rem-warmup), in parallel over blocks. Every lane is bit for bit what <see cref="PathwayMode.Step"/> computes,
/// whatever the number of workers and however the lanes are split over calls.
/// </summary>
public static class PathwaySweep
{
    // Between two looks at the cancellation token, about a millisecond passes.
    private const int StepsPerPoll = 4096;

    /// <summary>Runs all lanes.</summary>
    /// <param name="plan">depths, steps, window</param>
    /// <param name="lanes">where each lane starts, and its learning rates</param>
    /// <param name="cancellation">polled between portions of steps</param>
    /// <returns>the end of each lane, in the order of the lanes</returns>
    /// <exception cref="ArgumentException">an entry of the plan or a lane is out of range</exception>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static PathwayEnd[] Run(
        PathwaySweepPlan plan,
        IReadOnlyList<PathwayLane> lanes,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(lanes);
        plan.Validate();
        foreach (var lane in lanes)
        {
            plan.Validate(lane);
        }
        var ends = new PathwayEnd[lanes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Workers, CancellationToken = cancellation };
        var blocks = (lanes.Count + PathwayBlock.Lanes - 1) / PathwayBlock.Lanes;
        Parallel.For(
            0,
            blocks,
            options,
            index => RunBlock(plan, lanes, index * PathwayBlock.Lanes, ends, cancellation)
        );
        return ends;
    }

    private static void RunBlock(
        PathwaySweepPlan plan,
        IReadOnlyList<PathwayLane> lanes,
        int first,
        PathwayEnd[] ends,
        CancellationToken cancellation
    )
    {
        var used = Math.Min(PathwayBlock.Lanes, lanes.Count - first);
        var block = new PathwayBlock(plan.Depths);
        for (var lane = 0; lane < PathwayBlock.Lanes; lane++)
        {
            // Lanes beyond the last one repeat it; their results are not read.
            block.Load(lane, lanes[first + Math.Min(lane, used - 1)]);
        }
        for (var t = 0; t < plan.Steps; )
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(plan.Steps, t + StepsPerPoll);
            for (; t < end; t++)
            {
                block.Step(plan.WarmUp, t);
                if (t >= plan.Steps - plan.Window)
                {
                    block.AddDominance();
                }
            }
        }
        for (var lane = 0; lane < used; lane++)
        {
            ends[first + lane] = block.End(lane, plan.Window);
        }
    }
}
