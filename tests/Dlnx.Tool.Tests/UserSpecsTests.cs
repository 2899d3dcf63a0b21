using System.Text.Json.Nodes;

namespace Dlnx.Tool.Tests;

/// <summary>A spec assembly that is not the tool's own, loaded with <c>--specs</c>.</summary>
public sealed class UserSpecsTests
{
    internal static readonly string Specs = Path.Combine(
        PackedTool.Repository,
        "artifacts",
        "bin",
        "Dlnx.SampleSpecs",
        "release",
        "Dlnx.SampleSpecs.dll"
    );

    internal static readonly string Golden = Path.Combine(PackedTool.Repository, "tests", "Dlnx.SampleSpecs", "golden");

    [Test]
    public void Its_claims_run_beside_those_of_the_tool()
    {
        using var folder = new TemporaryFolder();
        var run = Run(folder, "Sample/everything", "B/lem-1", "--tier", "fast");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var ids = RunTests.Results(folder.At("dlnx-report"))["claims"]!
            .AsArray()
            .Select(claim => (string?)claim!["id"]);
        Assert.That(ids, Is.EquivalentTo(new[] { "B/lem-1", "Sample/everything" }));
    }

    [Test]
    public void A_broken_claim_is_named_with_its_numbers_and_its_source_line()
    {
        using var folder = new TemporaryFolder();
        var run = Run(folder, "Sample/out-of-tolerance");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("broken: Sample/out-of-tolerance").And.Match(@"OutOfTolerance\.cs:\d+"));
    }

    [Test]
    public void Interrupting_keeps_what_is_done_and_says_so()
    {
        using var folder = new TemporaryFolder();
        var process = ToolProcess.StartInterruptible(
            folder.Path,
            ["run", "Sample/slow", "Sample/out-of-tolerance", .. Options]
        );
        // Broken checks are shown as they happen; by then the slow one has started or waits for a worker.
        process.WaitFor("broken: Sample/out-of-tolerance");
        process.Signal("INT");
        var run = process.Wait();
        Assert.That(run.ExitCode, Is.EqualTo(130), run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("Cancelled: what was done by then is kept"));
        var results = RunTests.Results(folder.At("dlnx-report"));
        Assert.That((bool)results["run"]!["cancelled"]!, Is.True);
        var checks = results["claims"]!.AsArray().SelectMany(claim => claim!["checks"]!.AsArray()).ToList();
        Assert.That(checks.Select(check => (string?)check!["status"]), Has.Member("Broken"));
        Assert.That(checks.Select(check => (string?)check!["method"]), Has.No.Member("Polls_for_cancellation"));
    }

    [Test]
    public void Its_quantities_are_evaluated()
    {
        using var folder = new TemporaryFolder();
        var listed = ToolProcess.Run(folder.Path, "eval", "--json", "--specs", Specs);
        var names = JsonNode.Parse(listed.Output)!.AsArray().Select(quantity => (string?)quantity!["quantity"]);
        Assert.That(names, Has.Member("Sample/partial-sum").And.Member("B/orbit"));
    }

    [TestCase("missing.dll", "There is no spec assembly")]
    [TestCase("text.dll", "not a .NET assembly")]
    public void An_unreadable_assembly_gives_one_message(string name, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("This is not an assembly.", "text.dll");
        var run = ToolProcess.Run(folder.Path, "run", "--specs", folder.At(name));
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(Directory.Exists(folder.At("dlnx-report")), Is.False);
    }

    [Test]
    public void A_target_of_the_user_replaces_the_papers()
    {
        using var folder = new TemporaryFolder();
        folder.Write("3,1,0\n0,2,1\n1,0,5\n", "target.csv");
        var run = ToolProcess.Run(folder.Path, "run", "--target", "target.csv", "--tier", "fast");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var claims = RunTests.Results(folder.At("dlnx-report"))["claims"]!.AsArray();
        Assert.That(claims.Select(claim => (string?)claim!["id"]), Has.Member("B/lem-1").And.Member("B/thm-1"));
    }

    [TestCase("1,2,3\n4,5,6\n", "square")]
    [TestCase("1,0\n0,1\n", "repeated singular values")]
    [TestCase("1,0\n0,inf\n", "not finite")]
    [TestCase("0,0\n0,0\n", "rank must be at least 1")]
    [TestCase("1,0\n0,x\n", "line 2, entry 2")]
    public void A_target_that_does_not_fit_is_refused(string text, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write(text, "target.csv");
        var run = ToolProcess.Run(folder.Path, "run", "--target", "target.csv");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(message).And.Contain("target.csv").And.Not.Contain("   at "));
        Assert.That(Directory.Exists(folder.At("dlnx-report")), Is.False);
    }

    private static string[] Options => ["--specs", Specs, "--golden", Golden];

    private static ProcessResult Run(TemporaryFolder folder, params string[] arguments) =>
        ToolProcess.Run(folder.Path, ["run", .. arguments, .. Options]);
}
