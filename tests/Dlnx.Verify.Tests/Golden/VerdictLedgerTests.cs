namespace Dlnx.Verify.Tests.Golden;

public sealed class VerdictLedgerTests
{
    [Test]
    public void A_changed_verdict_is_a_finding_and_breaks_the_run()
    {
        using var folder = WithLedger(("Sample/aliased", Verdict.Refuted));

        var results = Samples.Run(new RunOptions { Selection = ["Sample/aliased"] }, folder.Path);

        Assert.That(
            results.Findings,
            Is.EqualTo([
                new Finding(
                    "Sample/aliased",
                    "The verdict changed from Refuted to Confirmed. "
                        + "Accept it with: dotnet dlnx-verify golden accept Sample/aliased"
                ),
            ])
        );
        Assert.That(results.Claims.Single().Status, Is.EqualTo(Status.Reproduced));
        Assert.That(RunOutcome.Of(results), Is.EqualTo(ExitCode.Broken));
    }

    [Test]
    public void A_lost_claim_is_a_finding_of_a_run_of_everything()
    {
        using var folder = WithLedger(("Sample/lost", Verdict.Confirmed));

        var results = Samples.Run(EverythingCancelled, folder.Path, cancellation: Cancelled);

        Assert.That(results.Findings.Single().Claim, Is.EqualTo("Sample/lost"));
        Assert.That(
            results.Findings.Single().Message,
            Does.StartWith("The claim has an accepted verdict but no spec.")
        );
    }

    [Test]
    public void A_lost_claim_is_no_finding_of_a_run_of_some()
    {
        using var folder = WithLedger(("Sample/lost", Verdict.Confirmed));

        var results = Samples.Run(new RunOptions { Selection = ["Sample/aliased"] }, folder.Path);

        Assert.That(results.Findings, Is.Empty);
        Assert.That(RunOutcome.Of(results), Is.EqualTo(ExitCode.Reproduced));
    }

    [Test]
    public void A_ledger_of_the_declared_verdicts_has_no_findings()
    {
        using var folder = new TemporaryFolder();
        folder.WriteLedger(Ledgers.Declared());

        Assert.That(Samples.Run(EverythingCancelled, folder.Path, cancellation: Cancelled).Findings, Is.Empty);
    }

    [Test]
    public void Accepting_some_claims_records_their_verdicts_and_keeps_the_others()
    {
        using var folder = WithLedger(
            ("Sample/aliased", Verdict.Refuted),
            ("Sample/lost", Verdict.Surrogate),
            ("Sample/margins", Verdict.Conditional)
        );
        var results = Samples.Run(new RunOptions { Selection = ["Sample/aliased"] }, folder.Path);

        new GoldenReview(new GoldenStore(folder.Path), results).Accept(Gold.Provenance);

        Assert.That(
            new GoldenStore(folder.Path).Verdicts().Verdicts,
            Is.EqualTo(
                new Dictionary<string, Verdict>
                {
                    ["Sample/aliased"] = Verdict.Confirmed,
                    ["Sample/lost"] = Verdict.Surrogate,
                    ["Sample/margins"] = Verdict.Conditional,
                }
            )
        );
    }

    [Test]
    public void Accepting_everything_drops_lost_claims_and_adds_new_ones()
    {
        using var folder = WithLedger(("Sample/lost", Verdict.Surrogate));
        var everything = Samples.Run(EverythingCancelled, folder.Path, cancellation: Cancelled);
        var results = everything with { Run = everything.Run with { Cancelled = false } };

        new GoldenReview(new GoldenStore(folder.Path), results).Accept(Gold.Provenance);

        Assert.That(new GoldenStore(folder.Path).Verdicts().Verdicts, Is.EqualTo(Ledgers.Declared()));
    }

    [Test]
    public void The_text_is_sorted_and_reads_back()
    {
        var verdicts = new Dictionary<string, Verdict> { ["B/b"] = Verdict.Refuted, ["A/a"] = Verdict.Confirmed };
        var statements = new Dictionary<string, string> { ["B/b"] = "b5", ["A/a"] = "a5" };
        using var folder = new TemporaryFolder();
        folder.Write("verdicts.json", new VerdictLedger(verdicts) { Statements = statements }.Text());

        Assert.That(
            folder.Read("verdicts.json"),
            Is.EqualTo(
                """
                {
                  "schema": "dlnx-verify/verdicts/2",
                  "verdicts": {
                    "A/a": "Confirmed",
                    "B/b": "Refuted"
                  },
                  "statements": {
                    "A/a": "a5",
                    "B/b": "b5"
                  }
                }

                """
            )
        );
        var read = VerdictLedger.Read(folder.PathOf("verdicts.json"));
        Assert.That(read.Verdicts, Is.EqualTo(verdicts));
        Assert.That(read.Statements, Is.EqualTo(statements));
    }

    [TestCase("Refuted\"", "Proven\"", "the verdict of \"A/a\" is \"Proven\"; it must be one of Confirmed", 4)]
    [TestCase("Refuted\"", "1\"", "the verdict of \"A/a\" is \"1\"; it must be one of", 4)]
    [TestCase("Refuted\"", "Refuted,Confirmed\"", "the verdict of \"A/a\" is \"Refuted,Confirmed\"", 4)]
    [TestCase("\"Refuted\"", "3", "expected text for \"A/a\", found 3", 4)]
    [TestCase("verdicts/2", "verdicts/9", "\"schema\" is \"dlnx-verify/verdicts/9\"", 2)]
    [TestCase("\"verdicts\"", "\"opinions\"", "unknown property \"opinions\"", 3)]
    [TestCase("\"Refuted\"", "\"Refuted\",\n \"A/a\": \"Refuted\"", "\"A/a\" stands twice", 5)]
    [TestCase("{}", "[]", "expected an object for \"statements\", found a list", 6)]
    [TestCase("{}", "{ \"A/a\": 1 }", "expected text for \"A/a\", found 1", 6)]
    [TestCase("}\n}", "}", "this is not valid JSON", 7)]
    public void A_damaged_ledger_is_refused_with_its_line(string good, string bad, string message, int line)
    {
        using var folder = WithLedger(("A/a", Verdict.Refuted));
        var text = folder.Read("verdicts.json").Replace(good, bad, StringComparison.Ordinal);
        var path = folder.Write("verdicts.json", text);

        var problem = Assert.Throws<ProblemException>(() => new GoldenStore(folder.Path).Verdicts());

        Assert.That(problem!.Message, Does.StartWith($"{path} line {line}, column "));
        Assert.That(problem.Message, Does.Contain(message));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(File.ReadAllText(path), Is.EqualTo(text));
    }

    [TestCase("{}")]
    [TestCase("""{"schema": "dlnx-verify/verdicts/1"}""")]
    [TestCase("""{"verdicts": {}}""")]
    public void An_incomplete_ledger_does_not_pass_for_an_empty_one(string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("verdicts.json", text);

        var problem = Assert.Throws<ProblemException>(() => new GoldenStore(folder.Path).Verdicts());

        Assert.That(problem!.Message, Does.Contain("\"schema\" or \"verdicts\" is missing"));
    }

    // Findings do not depend on what the checks show, so that none of them needs to run.
    private static readonly RunOptions EverythingCancelled = new();

    private static readonly CancellationToken Cancelled = new(canceled: true);

    private static TemporaryFolder WithLedger(params (string Claim, Verdict Verdict)[] verdicts)
    {
        var folder = new TemporaryFolder();
        folder.WriteLedger(verdicts.ToDictionary(pair => pair.Claim, pair => pair.Verdict));
        return folder;
    }
}
