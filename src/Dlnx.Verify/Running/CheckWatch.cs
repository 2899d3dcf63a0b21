using System.Diagnostics;
using Dlnx.Verify.Claims;

namespace Dlnx.Verify.Running;

/// <summary>
/// Runs a check on a thread of its own, tells it to stop when its budget is over or the run is cancelled, and gives it up
/// when it does not: the run goes on without it.
/// </summary>
internal sealed class CheckWatch
{
    private readonly CancellationTokenSource stop;
    private readonly CancellationToken run;
    private readonly TimeSpan grace;
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public CheckWatch(RunContext run, CheckAttribute check)
    {
        this.run = run.Cancellation;
        grace = run.Grace;
        Budget = run.Budgets.Of(check);
        stop = CancellationTokenSource.CreateLinkedTokenSource(this.run);
        stop.CancelAfter(Budget);
    }

    public TimeSpan Budget { get; }

    /// <summary>Tells the check to stop.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Whether the check was told to stop because its budget is over.</summary>
    public bool IsOverBudget => stop.IsCancellationRequested && !run.IsCancellationRequested;

    /// <summary>Whether the check was given up: its thread may still run.</summary>
    public bool IsGivenUp { get; private set; }

    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>Runs the check; returns when it ended or was given up.</summary>
    public void Run(Action check)
    {
        var task = Task.Factory.StartNew(
            check,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        var ended = ((IAsyncResult)task).AsyncWaitHandle;
        IsGivenUp = WaitHandle.WaitAny([ended, Token.WaitHandle]) > 0 && !ended.WaitOne(grace);
        if (!IsGivenUp)
            task.GetAwaiter().GetResult();
    }
}
