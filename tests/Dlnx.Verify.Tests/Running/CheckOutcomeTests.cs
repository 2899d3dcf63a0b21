namespace Dlnx.Verify.Tests.Running;

/// <summary>Every sample claim ends as its name says, with a message that a person can act on.</summary>
public sealed class CheckOutcomeTests
{
    [TestCase("Sample/everything")]
    [TestCase("Sample/margins")]
    [TestCase("Sample/corrected")]
    [TestCase("Sample/aliased")]
    [TestCase("Sample/parameters")]
    [TestCase("Sample/tiers")]
    public void Claims_that_hold_are_reproduced_without_a_message(string claim)
    {
        var result = Samples.Run(claim).Claims.Single();

        Assert.That(result.Checks.Select(check => check.Message), Is.All.Empty);
        Assert.That(result.Status, Is.EqualTo(Status.Reproduced));
        Assert.That(result.Checks, Is.Not.Empty);
    }

    [TestCase("Sample/out-of-tolerance", "S₁: 1.5 against 1.25, Δ 2.5E-1 of 1.3E-1 abs. does not hold")]
    [TestCase("Sample/golden-missing", "fresh = 1.5 has no accepted value\n" + Remedy)]
    [TestCase("Sample/golden-off", "moved: 2.5, accepted 2, Δ 5E-1, allowed 0.25 absolute\n" + Remedy)]
    [TestCase(
        "Sample/golden-tolerance",
        "loosened: 1, accepted 1.25, Δ 2.5E-1: its tolerance is no longer the accepted one (0.5 absolute)\n" + Remedy
    )]
    [TestCase("Sample/no-evidence", "The check asserts nothing: it leaves no evidence.")]
    [TestCase("Sample/figure-only", "The check asserts nothing: it leaves no evidence.")]
    [TestCase(
        "Sample/skips-after-failure",
        "parity: found odd, expected even\nThe check ended itself before its end: Data for the rest is missing."
    )]
    public void A_broken_check_says_why(string claim, string message)
    {
        var check = Samples.Only(claim);

        Assert.That(check.Message, Is.EqualTo(message.Replace(Remedy, RemedyOf(claim))));
        Assert.That(check.Status, Is.EqualTo(Status.Broken));
    }

    [Test]
    public void A_rival_that_is_not_excluded_breaks_each_kind_of_evidence()
    {
        var checks = Samples.Run("Sample/rival-kept").Claims.Single().Checks;

        Assert.That(
            checks.Select(check => check.Message),
            Is.EqualTo([
                "S₁: does not exclude “2 instead of 1.5”, Δ is within 1 absolute",
                "terms: 2 does not exclude “two terms”",
                "0 ≤ x: no case excludes “−1 ≤ x”\n"
                    + "Draw the same cases again with: dotnet dlnx-verify run Sample/rival-kept --seed 1",
            ])
        );
        Assert.That(checks.Select(check => check.Status), Is.All.EqualTo(Status.Broken));
    }

    [Test]
    public void A_pass_by_force_does_not_stand_in_for_evidence()
    {
        var checks = Samples.Run("Sample/passes-by-force").Claims.Single().Checks;

        Assert.That(
            checks.Select(check => check.Message),
            Is.EqualTo([
                "The check asserts nothing: it leaves no evidence.",
                "parity: found odd, expected even\nThe check ended itself before its end: Trust me.",
            ])
        );
        Assert.That(checks.Select(check => check.Status), Is.All.EqualTo(Status.Broken));
    }

    [Test]
    public void Broken_evidence_does_not_stop_the_check()
    {
        var check = Samples.Only("Sample/wrong-facts");

        Assert.That(
            check.Evidence.Select(e => e.Holds),
            Is.EqualTo([true, false, false, false, false, false, false, true])
        );
        Assert.That(check.Message.Split('\n'), Has.Length.EqualTo(6));
        Assert.That(check.Message, Does.Contain("periods: found 2, 4, expected 2, 8"));
        Assert.That(check.Message, Does.Contain("a bound: 2 below 1 does not hold"));
        Assert.That(check.Message, Does.Contain("grows: holds in 2 of 4, required 3"));
        Assert.That(check.Message, Does.Contain("rises: too few repetitions exclude “stays”"));
        Assert.That(check.Message, Does.Contain("not a number: NaN against 1, Δ Infinity of 1E0 abs. does not hold"));
    }

    [Test]
    public void A_check_that_throws_is_broken_and_keeps_the_evidence_before()
    {
        var checks = Samples.Run("Sample/throws").Claims.Single().Checks;

        Assert.That(checks.Select(check => check.Status), Is.All.EqualTo(Status.Broken));
        Assert.That(checks[0].Message, Does.Contain("The sample refuses to be computed."));
        Assert.That(checks[0].Evidence, Is.Empty);
        Assert.That(checks[1].Message, Does.Contain("The sample diverged."));
        Assert.That(checks[1].Evidence.Select(e => e.Name), Is.EqualTo(["found before", "recorded before"]));
    }

    [Test]
    public void A_check_that_skips_shows_its_reason()
    {
        var result = Samples.Run("Sample/skipped").Claims.Single();

        Assert.That(result.Status, Is.EqualTo(Status.Skipped));
        Assert.That(
            result.Checks.Single().Message,
            Is.EqualTo("The sample data set is missing; set DLNX_SAMPLE to its folder.")
        );
    }

    [Test]
    public void A_claim_without_checks_is_not_run()
    {
        var result = Samples.Run("Sample/unchecked").Claims.Single();

        Assert.That(result.Status, Is.EqualTo(Status.NotRun));
        Assert.That(result.Checks, Is.Empty);
    }

    [TestCase(Tier.Fast, new[] { "fast" }, 2)]
    [TestCase(Tier.Standard, new[] { "fast", "standard" }, 1)]
    [TestCase(Tier.Full, new[] { "fast", "standard", "full" }, 0)]
    public void A_tier_includes_the_cheaper_ones(Tier tier, string[] recorded, int beyond)
    {
        var result = Samples.Run(new RunOptions { Selection = ["Sample/tiers"], Tier = tier }).Claims.Single();

        Assert.That(result.Checks.SelectMany(check => check.Evidence).Select(e => e.Name), Is.EqualTo(recorded));
        Assert.That(result.ChecksBeyondTier, Is.EqualTo(beyond));
    }

    [Test]
    public void A_check_names_the_line_that_declares_it()
    {
        var check = Samples.Only("Sample/no-evidence");
        var source = File.ReadAllLines(Path.Combine(Repository.Root, check.File));

        Assert.That(check.File, Is.EqualTo("tests/Dlnx.SampleSpecs/Broken/NoEvidence.cs"));
        Assert.That(source[check.Line - 1].Trim(), Is.EqualTo("[Check]"));
        Assert.That(check.Name, Is.EqualTo("Leaves nothing"));
    }

    [Test]
    public void A_failing_property_shrinks_to_the_smallest_counterexample()
    {
        var property = (PropertyEvidence)Samples.Run("Sample/failing-property").Claims.Single().Checks[0].Evidence[0];

        Assert.That(property.WorstCase, Is.EqualTo("17"));
        Assert.That(property.LargestDeviation, Is.EqualTo(17));
        Assert.That(property.Holds, Is.False);
    }

    [Test]
    public void A_deviation_that_is_not_a_number_breaks_a_property()
    {
        var check = Samples.Run("Sample/failing-property").Claims.Single().Checks[1];
        var property = (PropertyEvidence)check.Evidence[0];

        Assert.That(property.LargestDeviation, Is.EqualTo(double.PositiveInfinity));
        Assert.That(property.WorstCase, Is.EqualTo("0"));
        Assert.That(check.Status, Is.EqualTo(Status.Broken));
    }

    [Test]
    public void A_case_that_throws_breaks_the_check_with_its_message()
    {
        var check = Samples.Run("Sample/failing-property").Claims.Single().Checks[2];

        Assert.That(check.Message, Does.Contain("17 is too large."));
        Assert.That(check.Status, Is.EqualTo(Status.Broken));
    }

    [Test]
    public void A_failing_property_names_the_command_that_replays_it()
    {
        var options = new RunOptions
        {
            Selection = ["Sample/failing-property"],
            Seed = 7,
            Cases = 30,
            Settings = new Dictionary<string, string> { ["limit"] = "20" },
        };

        var message = Samples.Run(options).Claims.Single().Checks[0].Message;

        Assert.That(
            message,
            Is.EqualTo(
                "n < 20: Δ 2E1 exceeds 0.5 absolute for 20\nDraw the same cases again with: "
                    + "dotnet dlnx-verify run Sample/failing-property --seed 7 --cases 30 --set 'limit=20'"
            )
        );
    }

    // Stands for what names the claim's golden file.
    private const string Remedy = "(remedy)";

    private static string RemedyOf(string claim) =>
        $"Accepted numbers: {Path.Combine(Samples.GoldenFolder, claim)}.json. "
        + $"Compare: dotnet dlnx-verify golden diff {claim}; accept: dotnet dlnx-verify golden accept {claim}";
}
