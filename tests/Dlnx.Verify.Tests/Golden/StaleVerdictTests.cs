namespace Dlnx.Verify.Tests.Golden;

/// <summary>A verdict belongs to the statement that it was accepted for.</summary>
public sealed class StaleVerdictTests
{
    private const string Claim = "Sample/aliased";

    [Test]
    public void A_changed_statement_makes_its_verdict_stale()
    {
        using var folder = AcceptedFor("another statement");

        var results = Run(folder);

        Assert.That(
            results.Findings,
            Is.EqualTo([
                new Finding(
                    Claim,
                    "The statement changed, so the verdict Confirmed, accepted for another one, is stale. "
                        + $"Run and accept it with: dotnet dlnx-verify golden accept {Claim}"
                ),
            ])
        );
        Assert.That(RunOutcome.Of(results), Is.EqualTo(ExitCode.Broken));
    }

    [Test]
    public void Accepting_a_run_of_the_claim_ends_it()
    {
        using var folder = AcceptedFor("another statement");

        var review = new GoldenReview(new GoldenStore(folder.Path), Run(folder));
        Assert.That(review.LedgerChanges().Single().Kind, Is.EqualTo(LedgerChangeKind.Stale));
        review.Accept(Gold.Provenance);

        Assert.That(Run(folder).Findings, Is.Empty);
    }

    [Test]
    public void A_run_without_its_checks_does_not_end_it()
    {
        using var folder = AcceptedFor("another statement");
        var options = new RunOptions { Selection = [Claim] };
        var results = Samples.Run(options, folder.Path, cancellation: new CancellationToken(canceled: true));
        var before = folder.Snapshot();

        var review = new GoldenReview(new GoldenStore(folder.Path), results);

        Assert.That(review.LedgerChanges().Single().Kind, Is.EqualTo(LedgerChangeKind.StaleNotRun));
        Assert.That(review.Accept(Gold.Provenance), Is.Empty);
        Assert.That(folder.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public void A_ledger_of_the_first_version_is_read_and_completed()
    {
        using var folder = new TemporaryFolder();
        const string first = """{"schema": "dlnx-verify/verdicts/1", "verdicts": {"Sample/aliased": "Confirmed"}}""";
        folder.Write(VerdictLedger.FileName, first);

        var results = Run(folder);
        Assert.That(results.Findings, Is.Empty);
        var review = new GoldenReview(new GoldenStore(folder.Path), results);
        Assert.That(review.LedgerChanges().Single().Kind, Is.EqualTo(LedgerChangeKind.Unrecorded));
        review.Accept(Gold.Provenance);

        var ledger = new GoldenStore(folder.Path).Verdicts();
        Assert.That(ledger.Statements.Keys, Is.EqualTo([Claim]));
        Assert.That(folder.Read(VerdictLedger.FileName), Does.Contain("dlnx-verify/verdicts/2"));
    }

    [Test]
    public void Accepting_a_lost_claim_drops_its_statement()
    {
        using var folder = AcceptedFor("another statement");
        var everything = Samples.Run(
            new RunOptions(),
            folder.Path,
            cancellation: new CancellationToken(canceled: true)
        );
        var without = everything with { Claims = [.. everything.Claims.Where(claim => claim.Id != Claim)] };

        new GoldenReview(new GoldenStore(folder.Path), without).Accept(Gold.Provenance);

        var ledger = new GoldenStore(folder.Path).Verdicts();
        Assert.That(ledger.Verdicts.Keys.Concat(ledger.Statements.Keys), Has.None.EqualTo(Claim));
    }

    [TestCase("a b", "", "a\r\n    b ", "", true, TestName = "{m}: wrapped anew")]
    [TestCase("a b", "", "a c", "", false, TestName = "{m}: another word")]
    [TestCase("a b", "c", "a b", "d", false, TestName = "{m}: another correction")]
    [TestCase("a b", "c", "a b c", "", false, TestName = "{m}: the correction moved")]
    [TestCase("a b", "", "ab", "", false, TestName = "{m}: no space")]
    public void The_digest_sees_words_and_not_lines(string a, string ac, string b, string bc, bool same)
    {
        Assert.That(StatementDigest.Of(b, bc) == StatementDigest.Of(a, ac), Is.EqualTo(same));
        Assert.That(StatementDigest.Of(a, ac), Does.Match("^[0-9a-f]{16}$"));
    }

    private static RunResults Run(TemporaryFolder folder) =>
        Samples.Run(new RunOptions { Selection = [Claim] }, folder.Path);

    private static TemporaryFolder AcceptedFor(string statement)
    {
        var folder = new TemporaryFolder();
        var ledger = new VerdictLedger(new Dictionary<string, Verdict> { [Claim] = Verdict.Confirmed })
        {
            Statements = new Dictionary<string, string> { [Claim] = StatementDigest.Of(statement, "") },
        };
        folder.Write(VerdictLedger.FileName, ledger.Text());
        return folder;
    }
}
