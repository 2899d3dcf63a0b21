using System.Diagnostics;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Isolation;

/// <summary>
/// A place for one worker at a time. A worker that a check brought down, or that is ended because its check ran away, is
/// replaced by a new one for the next check.
/// </summary>
internal sealed class WorkerLane(RunOptions options, IRunObserver observer) : IDisposable
{
    // A busy machine may take long; a process that never comes up must not be waited for without end.
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    // Ctrl-C reaches a worker that is not ready for it before it reaches the run.
    private static readonly TimeSpan OfTheSameSignal = TimeSpan.FromMilliseconds(500);

    private WorkerProcess? worker;

    /// <summary>Runs a check.</summary>
    /// <returns>What it showed; null when it left no result.</returns>
    /// <exception cref="OperationCanceledException">The run stops.</exception>
    /// <exception cref="ProblemException">No process can be started.</exception>
    public CheckResult? Run(IsolatedCheck check, CancellationToken stop)
    {
        var order = new WorkerOrder(check.Claim.Id, check.Check.Method);
        // A worker may have ended since its last check, which is not the fault of this one.
        if (!Begins(order, stop))
        {
            Replace(stop);
            if (!Begins(order, stop))
                throw CannotStart(stop);
        }
        return Watch(check, stop);
    }

    public void Dispose() => worker?.Dispose();

    private CheckResult? Watch(IsolatedCheck check, CancellationToken stop)
    {
        var budget = options.Budgets.Of(check.Check.Declaration);
        var limit = budget == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : budget + options.Budgets.Grace;
        var clock = Stopwatch.StartNew();
        while (worker!.Next(limit - clock.Elapsed, stop) is { } message)
        {
            if (message.News == WorkerNews.Ended)
                return message.Check;
            observer.Progressed(check.Claim.Id, message.Progress);
        }
        var elapsed = clock.Elapsed;
        if (elapsed >= limit)
        {
            Drop();
            return check.Broken(Overrun.Ended(elapsed, budget), elapsed);
        }
        stop.WaitHandle.WaitOne(OfTheSameSignal);
        stop.ThrowIfCancellationRequested();
        var ending = worker.Ending();
        Drop();
        return check.Broken($"The process of the check ended in the middle of it: {ending}", elapsed);
    }

    private bool Begins(WorkerOrder order, CancellationToken stop)
    {
        if (worker?.TryTell(order) != true)
            return false;
        // What the check before it has left running may still report progress.
        while (worker.Next(LongestStart, stop) is { } message)
        {
            if (message.News == WorkerNews.Started)
                return true;
        }
        return false;
    }

    private void Replace(CancellationToken stop)
    {
        Drop();
        worker = WorkerProcess.Start(options.Isolation!);
        if (
            !worker.TryTell(options with { Isolation = null })
            || worker.Next(LongestStart, stop) is not { News: WorkerNews.Ready }
        )
            throw CannotStart(stop);
    }

    private void Drop()
    {
        worker?.Dispose();
        worker = null;
    }

    private ProblemException CannotStart(CancellationToken stop)
    {
        stop.WaitHandle.WaitOne(OfTheSameSignal);
        stop.ThrowIfCancellationRequested();
        var found = worker!.HasEnded
            ? $"it ended at once: {worker.Ending()}"
            : $"it is not ready after {LongestStart.TotalMinutes:F0} minutes.";
        return new ProblemException(
            $"A process that runs checks does not come up; {found} Run without --isolate, or allow it more memory.",
            ExitCode.Environment
        );
    }
}
