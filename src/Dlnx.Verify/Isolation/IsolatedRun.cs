using System.Runtime.ExceptionServices;
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
        var workers = Math.Min(checks.Count, options.Workers);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ExceptionDispatchInfo? problem = null;
        var lanes = Enumerable.Range(0, workers).Select(_ => new Thread(() => Serve(failed.Token))).ToList();
        lanes.ForEach(lane => lane.Start());
        lanes.ForEach(lane => lane.Join());
        problem?.Throw();

        void Serve(CancellationToken token)
        {
            try
            {
                Work(queue, token);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                // The run stops; its caller knows.
            }
            catch (Exception e)
            {
                // One lane that cannot go on stops the others; the caller gets the first exception.
                Interlocked.CompareExchange(ref problem, ExceptionDispatchInfo.Capture(e), comparand: null);
                failed.Cancel();
            }
        }
    }

    private void Work(CheckQueue queue, CancellationToken stop)
    {
        using var lane = new WorkerLane(options, observer);
        ClaimDefinition? own = null;
        while (!stop.IsCancellationRequested && queue.TryTake(own, out var next))
        {
            own = next.Claim;
            if (lane.Run(next, stop) is { } check)
                log.Add(next.Key, check);
        }
    }
}
