using System.Diagnostics;

namespace Dlnx.Verify.Tests.Running;

/// <summary>Checks that take more than their budget, in the process of the run.</summary>
public sealed class BudgetTests
{
    private static readonly CheckBudgets Short = CheckBudgets.OfEveryCheck(TimeSpan.FromMilliseconds(300)) with
    {
        Grace = TimeSpan.FromMilliseconds(300),
    };

    [Test]
    public void A_check_that_polls_is_stopped_and_says_what_to_do()
    {
        var checks = Run(Short, "Sample/slow").Claims.Single().Checks;

        Assert.That(checks.Select(check => check.Status), Is.EqualTo([Status.Reproduced, Status.Broken]));
        Assert.That(checks[1].Seconds, Is.InRange(0.3, 10));
        Assert.That(
            checks[1].Message,
            Does.Match(@"^The check ended after \S+ s, over its budget of 0\.3 s\. Allow .*--timeout SECONDS")
        );
    }

    [Test]
    public void The_budget_that_a_check_declares_counts_and_its_evidence_is_kept()
    {
        var checks = Run(CheckBudgets.Default, "Sample/budgeted").Claims.Single().Checks;

        Assert.That(checks.Select(check => check.Status), Is.All.EqualTo(Status.Broken));
        Assert.That(
            checks[0].Message,
            Does.StartWith("parity before: found odd, expected even\nThe check ended after")
        );
        Assert.That(checks[1].Message, Does.StartWith("The check ended after").And.Contain("its budget of 0.3 s"));
        Assert.That(checks.Select(check => check.Evidence.Count), Is.All.EqualTo(1));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void A_check_that_runs_away_is_given_up_and_loses_no_other(int workers)
    {
        var clock = Stopwatch.StartNew();

        var results = Run(Short, workers, "Sample/endless-sleep", "Sample/aliased", "Sample/skipped", "Sample/tiers");

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(results.Run.Cancelled, Is.False);
        Assert.That(RunOutcome.Of(results), Is.EqualTo(ExitCode.Broken));
        var checks = results.Claims.ToDictionary(claim => claim.Id, claim => claim.Checks);
        Assert.That(
            checks["Sample/endless-sleep"].Single().Message,
            Does.StartWith("The check ran away").And.Contain("--isolate")
        );
        Assert.That(checks["Sample/aliased"].Single().Status, Is.EqualTo(Status.Reproduced));
        Assert.That(checks["Sample/skipped"].Single().Status, Is.EqualTo(Status.Skipped));
        Assert.That(checks["Sample/tiers"], Has.Count.EqualTo(3));
    }

    [Test]
    public void Cancelling_does_not_wait_for_a_check_that_does_not_poll()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var options = new RunOptions
        {
            Selection = ["Sample/endless-sleep"],
            Tier = Tier.Full,
            Budgets = CheckBudgets.Default with { Grace = TimeSpan.FromMilliseconds(300) },
        };

        var results = Samples.Run(options, cancellation: cancellation.Token);

        Assert.That(results.Run.Cancelled, Is.True);
        Assert.That(results.Claims.Single().Status, Is.EqualTo(Status.NotRun));
    }

    [Test]
    public void The_budget_of_every_check_comes_before_its_own_and_that_before_its_tiers()
    {
        var budgets = new CheckBudgets(Seconds(1), Seconds(2), Seconds(3));

        Assert.That(budgets.Of(new CheckAttribute()), Is.EqualTo(Seconds(1)));
        Assert.That(budgets.Of(new CheckAttribute(Tier.Standard)), Is.EqualTo(Seconds(2)));
        Assert.That(budgets.Of(new CheckAttribute(Tier.Full)), Is.EqualTo(Seconds(3)));
        Assert.That(budgets.Of(new CheckAttribute(Tier.Full) { Budget = 4 }), Is.EqualTo(Seconds(4)));
        Assert.That(
            (budgets with { EveryCheck = Seconds(5) }).Of(new CheckAttribute(Tier.Full) { Budget = 4 }),
            Is.EqualTo(Seconds(5))
        );
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(1e9)]
    public void A_budget_outside_its_range_is_refused(double seconds) =>
        Assert.That(
            () => CheckBudgets.FromSeconds("--timeout", seconds),
            Throws.InstanceOf<ProblemException>().With.Message.StartsWith($"--timeout is {seconds}; ")
        );

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static RunResults Run(CheckBudgets budgets, params string[] claims) => Run(budgets, 2, claims);

    private static RunResults Run(CheckBudgets budgets, int workers, params string[] claims) =>
        Samples.Run(
            new RunOptions
            {
                Selection = claims,
                Tier = Tier.Full,
                Workers = workers,
                Budgets = budgets,
            }
        );
}
