using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;
using Dlnx.Verify.Tests.Exporters;

namespace Dlnx.Tool.Tests;

/// <summary><c>gate</c> as a process: two results files in, a verdict for the pull request out.</summary>
public sealed class GateTests
{
    [Test]
    public void A_run_that_is_worse_fails_with_table_summary_and_annotations()
    {
        using var folder = new TemporaryFolder();
        var before = SampleResults.Run(
            SampleResults.Claim("P/gone"),
            SampleResults.Claim("P/one"),
            SampleResults.Claim("P/two")
        );
        var broken = SampleResults.Check("It holds", Status.Broken, "0.5 against 0.6");
        var after = SampleResults.Run(
            SampleResults.Claim("P/one") with
            {
                Verdict = Verdict.Refuted,
            },
            SampleResults.Claim("P/two") with
            {
                Checks = [broken],
                Status = Status.Broken,
            }
        );
        ResultsFile.Write(folder.At("main.json"), before);
        ResultsFile.Write(folder.At("dlnx-report", "results.json"), after);

        var gate = ToolProcess.Shell(
            folder.Path,
            "GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=summary.md \"$0\" gate --baseline main.json"
        );

        Assert.That(gate.ExitCode, Is.EqualTo(1), gate.Output + gate.Error);
        Assert.That(
            gate.Output,
            Does.Match("(?s)claim lost +P/gone.*verdict changed +P/one.*check broken +P/two.*0.5 against 0.6")
        );
        Assert.That(
            gate.Output.Split('\n').Count(line => line.StartsWith("::error ", StringComparison.Ordinal)),
            Is.EqualTo(3)
        );
        Assert.That(File.ReadAllText(folder.At("summary.md")), Does.Contain("| claim lost | P/gone |"));
    }

    [Test]
    public void A_run_that_is_as_good_passes()
    {
        using var folder = new TemporaryFolder();
        ResultsFile.Write(folder.At("a.json"), SampleResults.Small());

        var gate = ToolProcess.Run(folder.Path, "gate", "--baseline", "a.json", "--current", "a.json");

        Assert.That(gate.ExitCode, Is.Zero, gate.Output + gate.Error);
        Assert.That(gate.Output, Does.Contain("nothing is worse than in the baseline"));
    }

    [TestCase(1, "1.5")]
    [TestCase(0, "4")]
    public void The_time_factor_decides(int exitCode, string factor)
    {
        using var folder = new TemporaryFolder();
        var check = SampleResults.Check("It holds", Status.Reproduced, "");
        foreach (var seconds in new[] { 1, 3 })
        {
            var claim = SampleResults.Claim("P/one") with { Checks = [check with { Seconds = seconds }] };
            ResultsFile.Write(folder.At($"{seconds}.json"), SampleResults.Run(claim));
        }

        string[] arguments = ["gate", "--baseline", "1.json", "--current", "3.json", "--time-factor", factor];
        Assert.That(ToolProcess.Run(folder.Path, arguments).ExitCode, Is.EqualTo(exitCode));
    }

    [TestCase("gate", 2, "--baseline")]
    [TestCase("gate --baseline nowhere.json", 3, "There is no baseline nowhere.json")]
    [TestCase("gate --baseline nowhere.json", 3, "dotnet dlnx-verify run --out baseline")]
    [TestCase("gate --baseline a.json --time-factor 1", 2, "larger than 1")]
    [TestCase("gate --baseline a.json --margin-factor NaN", 2, "larger than 1")]
    public void Unusable_arguments_are_named(string arguments, int exitCode, string message)
    {
        using var folder = new TemporaryFolder();
        var gate = ToolProcess.Run(folder.Path, arguments.Split(' '));
        Assert.That(gate.ExitCode, Is.EqualTo(exitCode), gate.Output + gate.Error);
        Assert.That(gate.Error, Does.Contain(message).And.Not.Contain("   at "));
    }
}
