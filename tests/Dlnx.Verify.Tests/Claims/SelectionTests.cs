namespace Dlnx.Verify.Tests.Claims;

public sealed class SelectionTests
{
    [TestCase("Sample/margins", new[] { "Sample/margins" })]
    [TestCase("Sample/cor-4", new[] { "Sample/aliased" })]
    [TestCase("Sample/golden-*", new[] { "Sample/golden-missing", "Sample/golden-off", "Sample/golden-tolerance" })]
    [TestCase("*/slow*", new[] { "Sample/slow", "Sample/slow-property" })]
    [TestCase("Sample/cor-?", new[] { "Sample/aliased" })]
    public void Patterns_choose_by_id_alias_and_glob(string pattern, string[] chosen) =>
        Assert.That(Ids(Samples.Catalog.Select([pattern])), Is.EquivalentTo(chosen));

    [TestCase(
        new[] { "Sample/golden-*", "!Sample/golden-off" },
        new[] { "Sample/golden-missing", "Sample/golden-tolerance" }
    )]
    [TestCase(new[] { "!Sample/golden-*", "Sample/golden-off", "Sample/cor-4" }, new[] { "Sample/aliased" })]
    [TestCase(new[] { "Sample/aliased", "Sample/margins", "!Sample/cor-*" }, new[] { "Sample/margins" })]
    public void A_pattern_after_an_exclamation_mark_takes_claims_out(string[] patterns, string[] chosen) =>
        Assert.That(Ids(Samples.Catalog.Select(patterns)), Is.EquivalentTo(chosen));

    [Test]
    public void Only_taking_out_leaves_the_others()
    {
        var chosen = Samples.Catalog.Select(["!Sample/margins"]);

        Assert.That(Samples.Catalog.Claims.Except(chosen).Select(claim => claim.Id), Is.EqualTo(["Sample/margins"]));
    }

    [TestCase("!Sample/margin", "Unknown claim 'Sample/margin'. Did you mean Sample/margins?")]
    [TestCase("!Sample/aliased", "Sample/aliased !Sample/aliased leaves no claim to run.")]
    public void Taking_out_what_is_not_there_or_everything_is_a_usage_problem(string pattern, string message)
    {
        var problem = Assert.Throws<ProblemException>(() => Samples.Catalog.Select(["Sample/aliased", pattern]));

        Assert.That(problem!.Message, Does.Contain(message));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public void Nothing_chooses_everything() =>
        Assert.That(Samples.Catalog.Select([]), Is.EqualTo(Samples.Catalog.Claims));

    [Test]
    public void A_claim_chosen_twice_runs_once()
    {
        var results = Samples.Run("Sample/cor-5", "Sample/aliased", "Sample/alia*");

        Assert.That(results.Claims.Select(claim => claim.Id), Is.EqualTo(["Sample/aliased"]));
        Assert.That(results.Run.Selection, Is.EqualTo(["Sample/cor-5", "Sample/aliased", "Sample/alia*"]));
    }

    [TestCase(
        "Sample/margin",
        "Unknown claim 'Sample/margin'. Did you mean Sample/margins? `dotnet dlnx-verify list` shows all"
    )]
    [TestCase("sample/Tiers", "Did you mean Sample/tiers")]
    [TestCase("Sample/cor-6", "Did you mean Sample/cor-4 or Sample/cor-5?")]
    [TestCase("nothing-like-it", "Unknown claim 'nothing-like-it'. `dotnet dlnx-verify list` shows all")]
    [TestCase("Z/*", "Unknown claim 'Z/*'. `dotnet dlnx-verify list` shows all")]
    [TestCase("Sample/planned", "Sample/planned is planned: it has no spec yet, so there is nothing to run.")]
    [TestCase(
        "Sample/plan*",
        "Sample/plan* matches only planned claims: they have no spec yet, so there is nothing to run."
    )]
    public void A_pattern_without_a_claim_is_a_usage_problem(string pattern, string message)
    {
        var problem = Assert.Throws<ProblemException>(() => Samples.Run("Sample/aliased", pattern));

        Assert.That(problem!.Message, Does.Contain(message));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    private static IEnumerable<string> Ids(IEnumerable<ClaimDefinition> claims) => claims.Select(claim => claim.Id);
}
