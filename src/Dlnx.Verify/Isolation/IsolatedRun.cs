using Dlnx.Verify.Claims;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Isolation;

/// <summary>
/// Runs checks in processes of their own, as many at a time as there are workers: a check that runs away, crashes or eats
/// the memory breaks only itself. Results that several checks read pass from one process to the other through the run's
/// cache folder.
/// </summary>
internal sealed class IsolatedRun(RunOptions options, RunLog log, IRunObserver observer)
{
    /// <summary>Runs checks.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="stop">Ends the run; checks in progress leave no result.</param>
    /// <exception cref="ProblemException">A process cannot be started.</exception>
    public void Run(IReadOnlyList<(ClaimDefinition Claim, CheckDefinition Check)> checks, CancellationToken stop)
    {
        var queue = new CheckQueue(checks, options.Costs, options.Tier);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        WorkerLane[] lanes =
        [
            .. Enumerable
                .Range(0, Math.Min(checks.Count, options.Workers))
                .Select(_ => new WorkerLane(options, observer)),
        ];
        new Lanes(lanes.Length, failed).Run(lanes, lane => Work(lane, queue, failed.Token));
    }

    private void Work(WorkerLane lane, CheckQueue queue, CancellationToken stop)
    {
        using (lane)
        {
            try
            {
                ClaimDefinition? own = null;
                while (!stop.IsCancellationRequested && queue.TryTake(own, out var next))
                {
                    own = next.Claim;
                    if (lane.Run(next, stop) is { } check)
                        log.Add(next.Key, check);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The run stops; its caller knows.
            }
        }
    }
}
