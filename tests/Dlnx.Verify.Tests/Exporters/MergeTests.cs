using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Tests.Exporters;

/// <summary>What becomes of results when a report is built from several runs.</summary>
public sealed class MergeTests
{
    private static readonly CheckResult Good = SampleResults.Check("It holds", Status.Reproduced, "");

    [Test]
    public void Shards_of_one_run_give_all_claims_without_a_note()
    {
        var report = Report.Of(
            SampleResults.Run(SampleResults.Claim("B/two")),
            SampleResults.Run(SampleResults.Claim("A/one"), SampleResults.Claim("P/later"))
        );
        Assert.That(report.Results.Claims.Select(c => c.Id), Is.EqualTo(new[] { "A/one", "B/two", "P/later" }));
        Assert.That(report.Results.Planned, Is.Empty);
        Assert.That(report.Notes, Is.Empty);
        Assert.That(report.Results.Run.Seconds, Is.EqualTo(3.0));
    }

    [Test]
    public void A_regression_in_any_run_stays_visible()
    {
        var broken = Good with { Status = Status.Broken, Message = "off" };
        var other = SampleResults.Check("Another", Status.Reproduced, "");
        var report = Report.Of(
            SampleResults.Run(SampleResults.Claim("A/one") with { Checks = [Good] }),
            SampleResults.Run(SampleResults.Claim("A/one") with { Checks = [broken, other], Status = Status.Broken })
        );
        var claim = report.Results.Claims.Single();
        Assert.That(claim.Status, Is.EqualTo(Status.Broken));
        Assert.That(claim.Checks, Is.EquivalentTo(new[] { broken, other }));
        Assert.That(report.Notes, Has.Exactly(1).Contains("1 checks ran more than once"));
    }

    [Test]
    public void Different_commits_and_seeds_are_noted_on_the_page()
    {
        var first = SampleResults.Run(SampleResults.Claim("A/one"));
        var second = SampleResults.Run(SampleResults.Claim("A/two"));
        second = second with { Tool = second.Tool with { Commit = "fedcba" }, Run = second.Run with { Seed = "7" } };
        var page = Exported.File("index.html", first, second);
        Assert.That(page, Does.Contain("different commits: 0123456789abcdef, fedcba."));
        Assert.That(page, Does.Contain("different seeds: 1, 7."));
    }

    [Test]
    public void A_claim_that_one_run_lacked_is_not_lost()
    {
        var lacking = SampleResults.Run() with
        {
            Findings = [new Finding("A/one", "no spec"), new Finding("A/two", "no spec")],
        };
        var report = Report.Of(lacking, SampleResults.Run(SampleResults.Claim("A/one")));
        Assert.That(report.Results.Findings.Select(f => f.Claim), Is.EqualTo(new[] { "A/two" }));
    }
}
