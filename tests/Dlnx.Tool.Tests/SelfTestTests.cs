namespace Dlnx.Tool.Tests;

/// <summary><c>selftest</c> as a process: a check that notices no wrong theory is a failure.</summary>
public sealed class SelfTestTests
{
    private static readonly string Specs = Path.Combine(
        PackedTool.Repository,
        "artifacts",
        "bin",
        "Dlnx.SampleSpecs",
        "release",
        "Dlnx.SampleSpecs.dll"
    );

    private static readonly string Golden = Path.Combine(PackedTool.Repository, "tests", "Dlnx.SampleSpecs", "golden");

    [Test]
    public void Checks_that_notice_wrong_theories_pass()
    {
        using var folder = new TemporaryFolder();
        var test = Run(folder, "Sample/everything");
        Assert.That(test.ExitCode, Is.Zero, test.Output + test.Error);
        Assert.That(test.Output, Does.Contain("8 checks: ").And.Contain("0 notice nothing"));
        Assert.That(
            test.Output,
            Does.Contain("Resolution of 1 claims: median 1E-12, worst 1E-12 (Sample/everything).")
        );
    }

    [Test]
    public void Checks_that_notice_nothing_fail_and_are_named_with_their_line()
    {
        using var folder = new TemporaryFolder();
        var test = Run(folder, "Sample/blind");
        Assert.That(test.ExitCode, Is.EqualTo(1), test.Output + test.Error);
        Assert.That(test.Output, Does.Contain("notices no wrong theory: 4").And.Match(@"Blind\.cs:\d+"));
    }

    [Test]
    public void Results_that_are_there_are_tested_without_running()
    {
        using var folder = new TemporaryFolder();
        var run = Run(folder, "Sample/blind");
        var again = ToolProcess.Run(folder.Path, "selftest", "--from", folder.At("dlnx-report", "results.json"));
        Assert.That(again.ExitCode, Is.EqualTo(1), again.Output + again.Error);
        Assert.That(run.Output, Does.EndWith(again.Output));
        var both = ToolProcess.Run(folder.Path, "selftest", "A/thm-4.2", "--from", "results.json");
        Assert.That(both.ExitCode, Is.EqualTo(2), both.Output + both.Error);
    }

    private static ProcessResult Run(TemporaryFolder folder, string claim) =>
        ToolProcess.Run(folder.Path, "selftest", claim, "--specs", Specs, "--golden", Golden);
}
