using System.Diagnostics;

namespace Dlnx.Verify.Tests.Running;

public sealed class CancellationTests
{
    [Test]
    public void Cancelling_keeps_what_is_done_and_marks_the_run()
    {
        using var cancellation = new CancellationTokenSource();
        var options = new RunOptions { Selection = ["Sample/slow", "Sample/aliased"], Workers = 2 };
        var clock = Stopwatch.StartNew();

        // Both quick checks are done when the run is cancelled; the slow one is in the middle of its loop.
        var results = Samples.Run(
            options,
            observer: new After(2, cancellation.Cancel),
            cancellation: cancellation.Token
        );

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(4)));
        Assert.That(results.Run.Cancelled, Is.True);
        Assert.That(RunOutcome.Of(results), Is.EqualTo(ExitCode.Cancelled));
        Assert.That((int)RunOutcome.Of(results), Is.EqualTo(130));
        Assert.That(
            results.Claims.SelectMany(claim => claim.Checks).Select(check => check.Method),
            Is.EquivalentTo(["Ends_at_once", "One_and_one_is_two"])
        );
    }

    [Test]
    public void A_long_check_says_where_it_is()
    {
        using var cancellation = new CancellationTokenSource();
        var watch = new StopAtProgress(cancellation.Cancel);

        Samples.Run(new RunOptions { Selection = ["Sample/slow"] }, observer: watch, cancellation: cancellation.Token);

        Assert.That(watch.Seen, Does.StartWith("Sample/slow: step "));
    }

    [Test]
    public void A_property_ends_within_a_case()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var clock = Stopwatch.StartNew();

        var results = Samples.Run(
            new RunOptions { Selection = ["Sample/slow-property"] },
            cancellation: cancellation.Token
        );

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(4)));
        Assert.That(results.Claims.Single().Status, Is.EqualTo(Status.NotRun));
        Assert.That(RunOutcome.Of(results), Is.EqualTo(ExitCode.Cancelled));
    }

    [Test]
    public void A_run_that_is_cancelled_from_the_start_checks_nothing()
    {
        var results = Samples.Run(
            new RunOptions { Selection = ["Sample/everything"] },
            cancellation: new CancellationToken(canceled: true)
        );

        Assert.That(results.Claims.Single().Status, Is.EqualTo(Status.NotRun));
        Assert.That(results.Run.Cancelled, Is.True);
    }

    [Test]
    public void Fail_fast_starts_nothing_after_the_first_broken_check()
    {
        var options = new RunOptions
        {
            Selection = ["Sample/out-of-tolerance", "Sample/slow"],
            FailFast = true,
            Workers = 2,
        };
        var clock = Stopwatch.StartNew();

        var results = Samples.Run(options);

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(4)));
        Assert.That(results.Run.Cancelled, Is.False);
        Assert.That(RunOutcome.Of(results), Is.EqualTo(ExitCode.Broken));
        Assert.That(
            results.Claims.SelectMany(claim => claim.Checks).Select(check => check.Method),
            Has.None.EqualTo("Polls_for_cancellation")
        );
    }

    [Test]
    public void Without_fail_fast_everything_runs()
    {
        var results = Samples.Run("Sample/out-of-tolerance", "Sample/wrong-facts", "Sample/aliased");

        Assert.That(results.Claims.Select(claim => claim.Checks.Count), Is.All.EqualTo(1));
    }

    [Test]
    public void The_observer_sees_every_check_once()
    {
        var seen = new Observer();

        var results = Samples.Run(
            new RunOptions { Selection = ["Sample/everything", "Sample/tiers"], Tier = Tier.Standard },
            observer: seen
        );

        Assert.That(seen.Announced, Is.EqualTo(10));
        Assert.That(
            seen.Finished.Select(check => check.Method),
            Is.EquivalentTo(results.Claims.SelectMany(claim => claim.Checks).Select(check => check.Method))
        );
    }

    private sealed class After(int checks, Action action) : IRunObserver
    {
        private int left = checks;

        public void Finished(ClaimDefinition claim, CheckResult check)
        {
            if (Interlocked.Decrement(ref left) == 0)
                action();
        }
    }

    private sealed class Observer : IRunObserver
    {
        public int Announced { get; private set; }

        public List<CheckResult> Finished { get; } = [];

        public void Started(int checks) => Announced = checks;

        void IRunObserver.Finished(ClaimDefinition claim, CheckResult check)
        {
            lock (Finished)
                Finished.Add(check);
        }
    }

    private sealed class StopAtProgress(Action stop) : IRunObserver
    {
        public string Seen { get; private set; } = "";

        public void Progressed(string claim, string progress)
        {
            Seen = $"{claim}: {progress}";
            stop();
        }
    }
}
