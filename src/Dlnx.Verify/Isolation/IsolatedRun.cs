using System.Runtime.ExceptionServices;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Isolation;

/// <summary>
/// Runs checks in processes of their own, as many at a time as there are workers: a check that runs away, crashes or eats
/// the memory breaks only itself.
/// </summary>
internal sealed class IsolatedRun(RunOptions options, RunLog log, IRunObserver observer)
{
    /// <summary>Runs checks.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="stop">Ends the run; checks in progress leave no result.</param>
    /// <exception cref="ProblemException">A process cannot be started.</exception>
    public void Run(IReadOnlyList<(ClaimDefinition Claim, CheckDefinition Check)> checks, CancellationToken stop)
    {
        // Results that several checks read pass from one process to the other through a folder.
        var temporary = options.CacheFolder is null ? Directory.CreateTempSubdirectory("dlnx-shared-") : null;
        try
        {
            Run(
                new CheckQueue(checks, options.Costs, options.Tier),
                Math.Min(checks.Count, options.Workers),
                temporary,
                stop
            );
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    private void Run(CheckQueue queue, int workers, DirectoryInfo? temporary, CancellationToken stop)
    {
        var shared = options with { CacheFolder = options.CacheFolder ?? temporary!.FullName };
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
                Work(queue, shared, token);
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

    private void Work(CheckQueue queue, RunOptions shared, CancellationToken stop)
    {
        using var lane = new WorkerLane(shared, observer);
        ClaimDefinition? own = null;
        while (!stop.IsCancellationRequested && queue.TryTake(own, out var next))
        {
            own = next.Claim;
            if (lane.Run(next, stop) is { } check)
                log.Add(next.Key, check);
        }
    }
}
