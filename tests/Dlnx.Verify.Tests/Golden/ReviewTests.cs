namespace Dlnx.Verify.Tests.Golden;

/// <summary>Stepping through changes, and accepting some of them.</summary>
public sealed class ReviewTests
{
    private static readonly string[] Claims = ["Sample/golden-missing", "Sample/golden-off", "Sample/golden-tolerance"];

    [TestCase("a\nr\ns\n", "ARS")]
    [TestCase("accept\nreject\nskip\n", "ARS")]
    [TestCase("A\n", "AAA", TestName = "{m}: accepts all that follow")]
    [TestCase("a\nq\n", "ASS", TestName = "{m}: skips all that follow")]
    [TestCase("a\n", "ASS", TestName = "{m}: the answers end")]
    [TestCase("", "SSS", TestName = "{m}: no answers")]
    [TestCase("yes\n\n a \nr\nr\n", "ARR", TestName = "{m}: asks again")]
    public void Answers_decide_one_by_one(string answers, string decisions)
    {
        ReviewStep[] steps = [Step("A/a"), Step("A/b"), Step("A/c")];

        var (made, _) = Decide(steps, answers, obstacle: "");

        Assert.That(made.Select(decision => decision.Step), Is.EqualTo(steps));
        Assert.That(string.Concat(made.Select(decision => decision.Decision.ToString()[0])), Is.EqualTo(decisions));
    }

    [Test]
    public void Every_step_is_shown_with_its_place_before_it_is_asked_about()
    {
        var (_, output) = Decide([Step("A/a"), Step("A/b")], "what\na\nr\n", obstacle: "");

        Assert.That(output, Does.Match(@"(?s)\[1/2\] A/a.*\(a\).*'what' is none of.*\[2/2\] A/b"));
    }

    [Test]
    public void A_step_that_cannot_be_accepted_is_not_asked_about()
    {
        var (made, output) = Decide([Step("A/a")], "a\n", obstacle: "It throws.");

        Assert.That(made.Single().Decision, Is.EqualTo(Decision.Skip));
        Assert.That(output, Does.Contain("Cannot be accepted: It throws.").And.Not.Contain("accept (a)"));
    }

    [Test]
    public void Only_the_accepted_step_is_written([Range(0, 2)] int index)
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var before = folder.Snapshot();
        var review = Review(folder, Claims);
        var step = review.Steps().OfType<GoldenChange>().ElementAt(index);

        review.Accept(Gold.Provenance, [step]);

        var changed = folder.Snapshot().Where(file => before.GetValueOrDefault(file.Key) != file.Value);
        Assert.That(changed.Select(file => file.Key), Is.EqualTo([step.Claim + ".json"]));
        Assert.That(Review(folder, Claims).Steps(), Has.None.EqualTo(step).And.Count.EqualTo(review.Steps().Count - 1));
    }

    [Test]
    public void Nothing_accepted_writes_nothing()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        folder.Write("verdicts.json", """{"schema": "dlnx-verify/verdicts/1", "verdicts": {}}""");
        var before = folder.Snapshot();

        Assert.That(Review(folder, Claims).Accept(Gold.Provenance, []), Is.Empty);
        Assert.That(folder.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public void A_broken_claim_stands_only_against_its_own_steps()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var review = Review(folder, "Sample/golden-off", "Sample/throws");
        var good = review.Steps().OfType<GoldenChange>().Where(step => step.Claim == "Sample/golden-off").ToList();
        var bad = review.Steps().Where(step => step.Claim == "Sample/throws").ToList();

        Assert.That(review.Obstacle("Sample/throws"), Does.Contain("Throws at once"));
        Assert.That(review.Obstacle("Sample/golden-off"), Is.Empty);
        Assert.That(review.Accept(Gold.Provenance, good), Has.Count.EqualTo(1));
        Assert.That(bad, Is.Not.Empty);
        Assert.Throws<ProblemException>(() => review.Accept(Gold.Provenance, bad));
    }

    [Test]
    public void The_reason_is_kept_with_the_numbers()
    {
        using var folder = TemporaryFolder.OfSampleGolden();

        Review(folder, "Sample/golden-off").Accept(Gold.Provenance with { Reason = "measured with care" });

        Assert.That(folder.Read("Sample/golden-off.json"), Does.Contain("\"reason\": \"measured with care\""));
    }

    private static LedgerChange Step(string claim) =>
        new(claim, LedgerChangeKind.New, Accepted: null, Verdict.Confirmed, Statement: null);

    private static GoldenReview Review(TemporaryFolder folder, params string[] claims) =>
        new(new GoldenStore(folder.Path), Samples.Run(new RunOptions { Selection = claims }, folder.Path));

    private static (IReadOnlyList<ReviewDecision> Made, string Output) Decide(
        IReadOnlyList<ReviewStep> steps,
        string answers,
        string obstacle
    )
    {
        using var output = new StringWriter();
        var dialogue = new ReviewDialogue(new StringReader(answers), output);
        return (dialogue.Decide(steps, step => step.Claim, _ => obstacle), output.ToString());
    }
}
