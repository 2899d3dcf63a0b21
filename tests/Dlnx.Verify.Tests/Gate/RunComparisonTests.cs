using Dlnx.Verify.Gate;
using static Dlnx.Verify.Tests.Exporters.SampleResults;

namespace Dlnx.Verify.Tests.Gate;

/// <summary>What counts as worse than before, and what does not.</summary>
public sealed class RunComparisonTests
{
    private static readonly GateThresholds Usual = new();

    [Test]
    public void A_run_is_not_worse_than_itself()
    {
        var comparison = RunComparison.Of(Small(), Small(), Usual);

        Assert.That(comparison.Regressions, Is.Empty);
        Assert.That(comparison.Outcome, Is.EqualTo(ExitCode.Reproduced));
        Assert.That(comparison.Compared, Is.EqualTo(Small().Claims.Count));
        Assert.That(comparison.Notes, Is.EqualTo(["1 claim broken in both runs; only what is worse is listed."]));
    }

    [Test]
    public void Every_kind_is_found_and_sorted_by_severity()
    {
        var before = Run(
            Of("P/lost"),
            Of("P/slow", Timed(1)),
            Of("P/slower", Timed(1)),
            Of("P/near", Narrow(0.9)),
            Of("P/gap", Good),
            Of("P/verdict", Good),
            Of("P/broken", Good)
        );
        var after = Run(
            Of("P/slow", Timed(3)),
            Of("P/slower", Timed(9)),
            Of("P/near", Narrow(0.3)),
            Of("P/gap"),
            Of("P/verdict", Good) with
            {
                Verdict = Verdict.Refuted,
            },
            Of("P/broken", Good with { Status = Status.Broken, Message = "off" })
        ) with
        {
            Findings = [new Finding("P/stale", "The statement changed."), new Finding("P/verdict", "It changed.")],
        };

        var comparison = RunComparison.Of(before, after, Usual);

        Assert.That(
            comparison.Regressions.Select(item => $"{item.Words}: {item.Claim}: {item.Before} > {item.Now}"),
            Is.EqualTo([
                "claim lost: P/lost: Confirmed > gone",
                "verdict changed: P/verdict: Confirmed > Refuted",
                "check broken: P/broken: reproduced > off",
                "finding: P/stale:  > The statement changed.",
                "check lost: P/gap: reproduced > gone",
                "margin shrank: P/near: 0.9 > 0.3 (ρ)",
                "time grew: P/slower: 1.00 s > 9.00 s",
                "time grew: P/slow: 1.00 s > 3.00 s",
            ])
        );
        Assert.That(comparison.Outcome, Is.EqualTo(ExitCode.Broken));
    }

    [TestCase(0.9, 0.46, false)]
    [TestCase(0.9, 0.44, true)]
    [TestCase(0.9, 0, true)]
    [TestCase(0, 0, false)]
    [TestCase(0.1, 0.9, false)]
    public void A_margin_may_shrink_by_the_factor(double before, double now, bool worse) =>
        Assert.That(IsWorse(Narrow(before), Narrow(now), Usual), Is.EqualTo(worse));

    [TestCase(0.01, 0.9, false, TestName = "{m}: both are short")]
    [TestCase(0.01, 1.1, true, TestName = "{m}: from nothing")]
    [TestCase(1, 1.9, false, TestName = "{m}: within")]
    [TestCase(1, 2.1, true, TestName = "{m}: beyond")]
    [TestCase(9, 1, false, TestName = "{m}: faster")]
    public void A_time_may_grow_by_the_factor_above_half_a_second(double before, double now, bool worse) =>
        Assert.That(IsWorse(Timed(before), Timed(now), Usual), Is.EqualTo(worse));

    [Test]
    public void The_factors_are_free()
    {
        Assert.That(IsWorse(Narrow(0.9), Narrow(0.44), Usual with { MarginFactor = 3 }), Is.False);
        Assert.That(IsWorse(Timed(1), Timed(2.1), Usual with { TimeFactor = 3 }), Is.False);
    }

    [TestCase(Status.Skipped)]
    [TestCase(Status.NotRun)]
    public void A_check_that_no_longer_runs_is_lost(Status status)
    {
        var now = Good with { Status = status, Message = "Its data are missing." };
        var lost = Compare(Good, now).Regressions.Single();

        Assert.That(lost.Kind, Is.EqualTo(RegressionKind.CheckLost));
        Assert.That(lost.Now, Does.EndWith("Its data are missing."));
    }

    [Test]
    public void A_broken_check_of_a_new_claim_counts()
    {
        var comparison = RunComparison.Of(Run(), Run(Of("P/new", Good with { Status = Status.Broken })), Usual);

        Assert.That(comparison.Regressions.Single().Kind, Is.EqualTo(RegressionKind.CheckBroken));
        Assert.That(comparison.Notes, Is.EqualTo(["1 claim not in the baseline: P/new."]));
    }

    [Test]
    public void A_repaired_check_is_not_worse() =>
        Assert.That(Compare(Good with { Status = Status.Broken }, Good).Regressions, Is.Empty);

    [Test]
    public void A_renamed_claim_is_found_by_its_alias()
    {
        var now = Run(Of("P/new", Good) with { Aliases = ["P/old"] });

        Assert.That(RunComparison.Of(Run(Of("P/old", Good)), now, Usual).Regressions, Is.Empty);
    }

    [Test]
    public void What_the_current_run_was_not_asked_for_is_not_lost()
    {
        var before = Run(Of("P/one", Good, Good with { Method = "Long", Tier = Tier.Full }), Of("Q/two", Good));
        var now = Run(Of("P/one", Good));
        now = now with { Run = now.Run with { Selection = ["P/*"], Tier = Tier.Fast } };

        var comparison = RunComparison.Of(before, now, Usual);

        Assert.That(comparison.Regressions, Is.Empty);
        Assert.That(
            comparison.Notes,
            Has.Exactly(1).Contains("only P/*").And.Exactly(1).Contains("only the fast tier")
        );
    }

    [Test]
    public void Other_commits_and_seeds_are_noted()
    {
        var now = Run() with { Tool = new ToolInfo("1.2.3", "fedcba") };
        now = now with { Run = now.Run with { Seed = "2" } };

        Assert.That(
            RunComparison.Of(Run(), now, Usual).Notes,
            Has.Exactly(1).Contains("different commits").And.Exactly(1).Contains("different seeds: 1, 2")
        );
    }

    [Test]
    public void An_incomplete_run_is_refused()
    {
        var cancelled = Run() with { Run = Run().Run with { Cancelled = true } };
        var part = Run() with { Run = Run().Run with { Shard = new ShardInfo(2, 5, []) } };

        Assert.That(
            Assert.Throws<ProblemException>(() => RunComparison.Of(cancelled, Run(), Usual))!.Message,
            Does.StartWith("The baseline was cancelled").And.Contain("--resume")
        );
        Assert.That(
            Assert.Throws<ProblemException>(() => RunComparison.Of(Run(), part, Usual))!.Message,
            Does.StartWith("The current run is part 2 of 5").And.Contain("dlnx-verify report")
        );
    }

    private static CheckResult Good { get; } = Check("It holds", Status.Reproduced, "");

    private static CheckResult Timed(double seconds) => Good with { Seconds = seconds };

    private static CheckResult Narrow(double margin)
    {
        var evidence = new AgreementEvidence("ρ", 1, 1, Tolerance.Absolute(1), 1 - margin, margin, null, 1, [], true);
        return Good with { Evidence = [evidence] };
    }

    private static ClaimResult Of(string id, params CheckResult[] checks) => Claim(id) with { Checks = checks };

    private static RunComparison Compare(CheckResult before, CheckResult now) =>
        RunComparison.Of(Run(Of("P/one", before)), Run(Of("P/one", now)), Usual);

    private static bool IsWorse(CheckResult before, CheckResult now, GateThresholds thresholds) =>
        RunComparison.Of(Run(Of("P/one", before)), Run(Of("P/one", now)), thresholds).Regressions.Count > 0;
}
