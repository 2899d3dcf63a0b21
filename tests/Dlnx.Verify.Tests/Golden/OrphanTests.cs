namespace Dlnx.Verify.Tests.Golden;

/// <summary>What was accepted and has lost its check or its claim.</summary>
public sealed class OrphanTests
{
    [Test]
    public void An_accepted_number_without_its_check_breaks_the_run()
    {
        using var folder = WithOrphan();

        var results = Run(folder, new RunOptions { Selection = ["Sample/everything"] });

        var finding = results.Findings.Single();
        Assert.That(finding.Claim, Is.EqualTo("Sample/everything"));
        Assert.That(
            finding.Message,
            Does.StartWith($"{folder.PathOf("Sample/everything.json")} has the accepted number “limit of old”")
                .And.EndsWith("dotnet dlnx-verify golden accept Sample/everything --tier full")
        );
        Assert.That(RunOutcome.Of(results), Is.EqualTo(ExitCode.Broken));
    }

    [Test]
    public void A_check_that_did_not_run_leaves_no_orphan()
    {
        using var folder = WithOrphan();
        var options = new RunOptions { Selection = ["Sample/everything"] };
        var cancelled = Samples.Run(options, folder.Path, cancellation: new CancellationToken(canceled: true));

        Assert.That(cancelled.Findings, Is.Empty);
        Assert.That(Run(folder, new RunOptions { Selection = ["Sample/tiers"], Tier = Tier.Fast }).Findings, Is.Empty);
    }

    [Test]
    public void A_golden_file_without_a_claim_is_a_finding_of_a_run_that_was_asked_for_it()
    {
        using var folder = WithStrayFile();

        var some = Run(folder, new RunOptions { Selection = ["Sample/aliased"] });
        var glob = Run(folder, new RunOptions { Selection = ["Sample/g*"] });
        var all = Everything(folder);

        Assert.That(some.Findings, Is.Empty);
        Assert.That(glob.Findings.Select(finding => finding.Claim), Has.Member("Sample/gone-1.5"));
        Assert.That(
            all.Findings.Select(finding => finding.Message),
            Is.EqualTo([
                $"{folder.PathOf("Sample/gone-1.5.json")} is a golden file without a claim. Load its assembly with "
                    + "--specs, or accept the loss with: dotnet dlnx-verify golden accept",
            ])
        );
    }

    [Test]
    public void Accepting_everything_deletes_a_golden_file_without_a_claim()
    {
        using var folder = WithStrayFile();
        var foreign = folder.Write("foreign.json", """{"mine": [1, 2]}""");
        var review = new GoldenReview(new GoldenStore(folder.Path), Everything(folder));

        Assert.That(
            review.Changes().Select(change => (change.Claim, change.Name, change.Kind)),
            Has.Member(("Sample/gone-1.5", "limit", GoldenChangeKind.WithoutClaim))
        );
        review.Accept(Gold.Provenance);

        Assert.That(File.Exists(folder.PathOf("Sample/gone-1.5.json")), Is.False);
        Assert.That(File.Exists(foreign), Is.True);
    }

    private static RunResults Run(TemporaryFolder folder, RunOptions options) => Samples.Run(options, folder.Path);

    // Nothing needs to run to see that a file has no claim; acceptable as if it had.
    private static RunResults Everything(TemporaryFolder folder)
    {
        var cancelled = new CancellationToken(canceled: true);
        var results = Samples.Run(new RunOptions(), folder.Path, cancellation: cancelled);
        return results with { Run = results.Run with { Cancelled = false } };
    }

    private static TemporaryFolder WithOrphan()
    {
        var folder = TemporaryFolder.OfSampleGolden();
        var text = folder.Read("Sample/everything.json");
        const string orphan = "\"limit of old\": { \"value\": 1, \"tolerance\": 0, \"scale\": \"absolute\" }, ";
        folder.Write("Sample/everything.json", text.Replace("\"limit\":", orphan + "\"limit\":"));
        return folder;
    }

    private static TemporaryFolder WithStrayFile()
    {
        var folder = TemporaryFolder.OfSampleGolden();
        folder.Write("Sample/gone-1.5.json", Gold.Text.Replace("Sample/x", "Sample/gone-1.5"));
        return folder;
    }
}
