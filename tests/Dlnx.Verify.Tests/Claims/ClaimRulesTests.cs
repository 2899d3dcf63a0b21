using System.Reflection;

namespace Dlnx.Verify.Tests.Claims;

/// <summary>A claim class that breaks a rule is refused with its name, the rule and the remedy.</summary>
public sealed class ClaimRulesTests
{
    private static readonly EmittedClaim Good = new();

    private static IEnumerable<TestCaseData> Bad()
    {
        yield return Case(
            Good with
            {
                IsDeclared = false,
            },
            "Claim class Bad.Claim derives from ClaimSpec but has no [Claim]; add the attribute."
        );
        yield return Case(
            Good with
            {
                Parent = typeof(object),
            },
            "Claim class Bad.Claim has [Claim] but does not derive from ClaimSpec; add the base class."
        );
        yield return Case(
            Good with
            {
                Modifiers = TypeAttributes.Abstract,
            },
            "Claim class Bad.Claim has [Claim] but is abstract; declare the claims that derive from it."
        );
        yield return Case(
            Good with
            {
                ConstructorParameters = [typeof(int)],
            },
            "Claim class Bad.Claim has no public constructor without arguments; give it one."
        );
        yield return Case(Good with { Id = "thm-1" }, IdRule("thm-1"));
        yield return Case(Good with { Id = "B/../x" }, IdRule("B/../x"));
        yield return Case(Good with { Id = "B/a b" }, IdRule("B/a b"));
        yield return Case(Good with { Id = "B/a\n" }, IdRule("B/a\n"));
        yield return Case(Good with { Aliases = ["B/ok", "B/*"] }, IdRule("B/*"));
        yield return Case(
            Good with
            {
                Checks = 0,
            },
            "Claim class Bad.Claim has no [Check] method; add one, or declare Unchecked."
        );
        yield return Case(
            Good with
            {
                Verdict = Verdict.Unchecked,
                Explanation = "why",
            },
            "Claim class Bad.Claim is Unchecked but has checks; choose another verdict."
        );
        foreach (var verdict in new[] { Verdict.Corrected, Verdict.Refuted, Verdict.Conditional, Verdict.Surrogate })
        {
            yield return Case(
                Good with
                {
                    Verdict = verdict,
                    Role = Role.Counterexample,
                    Corrected = "2 = 2",
                },
                $"Claim class Bad.Claim is {verdict} without an Explanation; say why."
            );
        }
        yield return Case(
            Good with
            {
                Verdict = Verdict.Unchecked,
                Checks = 0,
            },
            "Claim class Bad.Claim is Unchecked without an Explanation; say why."
        );
        foreach (var verdict in new[] { Verdict.Corrected, Verdict.Refuted })
        {
            yield return Case(
                Good with
                {
                    Verdict = verdict,
                    Explanation = "why",
                    Corrected = "2 = 2",
                },
                $"Claim class Bad.Claim is {verdict} without a check of Role.Counterexample; "
                    + "show that the printed form fails."
            );
        }
        yield return Case(
            Good with
            {
                Verdict = Verdict.Corrected,
                Explanation = "why",
                Role = Role.Counterexample,
            },
            "Claim class Bad.Claim is Corrected without a Corrected statement; state what holds."
        );
        var check =
            "Claim class Bad.Claim has the [Check] Check_0, which would never run; "
            + "make it public, not static, and without parameters.";
        yield return Case(Good with { CheckModifiers = MethodAttributes.Private }, check);
        yield return Case(Good with { CheckModifiers = MethodAttributes.Assembly }, check);
        yield return Case(Good with { CheckModifiers = MethodAttributes.Public | MethodAttributes.Static }, check);
        yield return Case(Good with { CheckParameters = [typeof(int)] }, check);
    }

    [TestCaseSource(nameof(Bad))]
    public void A_broken_rule_is_named_with_its_remedy(object claim, string message)
    {
        var assembly = new EmittedSpecs().With((EmittedClaim)claim).Load();

        var problem = Assert.Throws<ProblemException>(() => ClaimCatalog.Load([assembly]));

        Assert.That(problem!.Message, Is.EqualTo(message));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
    }

    [Test]
    public void A_claim_that_breaks_no_rule_is_loaded()
    {
        var assembly = new EmittedSpecs().With(Good, new EmittedClaim("Other", "Sample/b") with { Checks = 2 }).Load();

        var claims = ClaimCatalog.Load([assembly]).Claims;

        Assert.That(
            claims.Select(claim => (claim.Id, claim.Checks.Count)),
            Is.EqualTo([("Sample/a", 1), ("Sample/b", 2)])
        );
    }

    [Test]
    public void Two_claims_do_not_share_an_id()
    {
        var assembly = new EmittedSpecs().With(
            Good,
            new EmittedClaim("Other") with
            {
                Id = "Sample/b",
                Aliases = ["Sample/a"],
            }
        );

        var problem = Assert.Throws<ProblemException>(() => ClaimCatalog.Load([assembly.Load()]));

        Assert.That(problem!.Message, Is.EqualTo("The id Sample/a belongs to Bad.Claim and Bad.Other; rename one."));
    }

    [Test]
    public void Nor_do_claims_of_two_assemblies()
    {
        var twin = new EmittedSpecs().With(Good with { Id = "Sample/aliased" }).Load();

        var problem = Assert.Throws<ProblemException>(() => ClaimCatalog.Load([Samples.Assembly, twin]));

        Assert.That(problem!.Message, Does.StartWith("The id Sample/aliased belongs to "));
    }

    [TestCase("{", "line 1, column 2: this is not valid JSON")]
    [TestCase("null", "expected an object, found null")]
    [TestCase("""{"schema": "dlnx-verify/register/1"}""", "\"schema\" or \"claims\" is missing")]
    [TestCase("""{"claims": []}""", "\"schema\" or \"claims\" is missing")]
    [TestCase("""{"schema": "dlnx-verify/register/1", "claims": null}""", "expected a list for \"claims\", found null")]
    [TestCase("""{"schema": "dlnx-verify/register/1", "claims": ["A/a"]}""", "an object in \"claims\", found \"A/a\"")]
    [TestCase("""{"schema": "dlnx-verify/register/1", "claims": [{"id": "A/a"}]}""", "a claim needs \"id\", \"title\"")]
    [TestCase("""{"schema": "dlnx-verify/register/1", "claims": [{"name": "A/a"}]}""", "unknown property \"name\"")]
    [TestCase("""{"schema": "dlnx-verify/register/2", "claims": []}""", "\"schema\" is \"dlnx-verify/register/2\"")]
    [TestCase(
        """{"schema": "dlnx-verify/register/1", "claims": [{"id": "A/a", "title": "", "kind": "Song", "verdict": "Confirmed", "tier": "Fast"}]}""",
        "\"kind\" is \"Song\"; it must be one of"
    )]
    public void A_damaged_register_is_named(string json, string message)
    {
        var assembly = new EmittedSpecs().With(Good).WithRegister(json).Load();

        var problem = Assert.Throws<ProblemException>(() => ClaimCatalog.Load([assembly]));

        Assert.That(problem!.Message, Does.StartWith("claim-register.json in Bad.Specs"));
        Assert.That(problem.Message, Does.Contain(message));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
    }

    private static TestCaseData Case(EmittedClaim claim, string message) =>
        new TestCaseData(claim, message).SetArgDisplayNames(message);

    private static string IdRule(string id) =>
        $"Claim class Bad.Claim has the id '{id}'; use a letter or name, a slash and a name, such as B/thm-1.";
}
