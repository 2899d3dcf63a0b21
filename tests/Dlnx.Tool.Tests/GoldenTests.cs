using System.Text.Json.Nodes;

namespace Dlnx.Tool.Tests;

/// <summary>Accepting a change of the model, and what happens to golden files that are not in order.</summary>
public sealed class GoldenTests
{
    private static string Accepted => Path.Combine(PackedTool.Repository, "golden", "B", "lem-1.json");

    [Test]
    public void A_changed_number_breaks_the_run_until_it_is_accepted()
    {
        using var folder = new TemporaryFolder();
        var golden = JsonNode.Parse(File.ReadAllText(Accepted))!;
        golden["numbers"]!["form (U): eigenvalue 1"]!["value"] = 13.5;
        folder.Write(golden.ToJsonString(), "golden", "B", "lem-1.json");

        var broken = ToolProcess.Run(folder.Path, "run", "B/lem-1");
        Assert.That(broken.ExitCode, Is.EqualTo(1));
        Assert.That(broken.Output, Does.Contain("form (U): eigenvalue 1").And.Contain("golden diff"));

        var diff = ToolProcess.Run(folder.Path, "golden", "diff", "B/lem-1");
        Assert.That(diff.ExitCode, Is.EqualTo(1));
        Assert.That(diff.Output, Does.Contain("13.5").And.Contain("12.98").And.Contain("1E-10 absolute"));

        var accept = ToolProcess.Run(folder.Path, "golden", "accept", "B/lem-1");
        Assert.That(accept.ExitCode, Is.Zero, accept.Output + accept.Error);
        Assert.That(accept.Output, Does.Contain("-       \"value\": 13.5"));
        Assert.That(ToolProcess.Run(folder.Path, "golden", "diff", "B/lem-1").ExitCode, Is.Zero);
        Assert.That(ToolProcess.Run(folder.Path, "run", "B/lem-1").ExitCode, Is.Zero);
    }

    [Test]
    public void A_corrupt_file_is_named_with_its_line_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(Accepted)
            .Replace("\"tolerance\": 1E-10", "\"tolerance\": -1", StringComparison.Ordinal);
        var path = folder.Write(text, "golden", "B", "lem-1.json");
        foreach (var command in new[] { "run B/lem-1", "golden diff B/lem-1", "golden accept B/lem-1" })
        {
            var result = ToolProcess.Run(folder.Path, command.Split(' '));
            Assert.That(result.ExitCode, Is.EqualTo(3), command);
            Assert.That(
                result.Error,
                Does.Match(@"lem-1\.json line \d+, column \d+: ""tolerance"" is -1").And.Not.Contain("   at ")
            );
        }
        Assert.That(File.ReadAllText(path), Is.EqualTo(text));
        Assert.That(Directory.Exists(folder.At("dlnx-report")), Is.False);
    }

    [Test]
    public void A_changed_verdict_breaks_the_run()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            """{ "schema": "dlnx-verify/verdicts/1", "verdicts": { "B/lem-1": "Confirmed" } }""",
            "golden",
            "verdicts.json"
        );
        var run = ToolProcess.Run(folder.Path, "run", "B/lem-1", "--tier", "fast");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("changed from Confirmed to Corrected"));
    }

    [Test]
    public void A_changed_statement_breaks_the_run_until_it_is_run_and_accepted()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            """
            { "schema": "dlnx-verify/verdicts/2", "verdicts": { "B/lem-1": "Corrected" },
              "statements": { "B/lem-1": "0123456789abcdef" } }
            """,
            "golden",
            "verdicts.json"
        );
        var run = ToolProcess.Run(folder.Path, "run", "B/lem-1", "--tier", "fast");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("is stale").And.Contain("golden accept B/lem-1"));
        Assert.That(ToolProcess.Run(folder.Path, "golden", "status", "B/lem-1").Output, Does.Contain("is stale"));

        Assert.That(ToolProcess.Run(folder.Path, "golden", "accept", "B/lem-1").ExitCode, Is.Zero);
        Assert.That(ToolProcess.Run(folder.Path, "run", "B/lem-1", "--tier", "fast").ExitCode, Is.Zero);
        Assert.That(ToolProcess.Run(folder.Path, "golden", "status", "B/lem-1").ExitCode, Is.Zero);
    }

    [Test]
    public void An_accepted_number_without_its_check_breaks_the_run_and_names_file_and_remedy()
    {
        using var folder = new TemporaryFolder();
        var golden = JsonNode.Parse(File.ReadAllText(Accepted))!;
        golden["numbers"]!["of old"] = golden["numbers"]!["form (U): eigenvalue 1"]!.DeepClone();
        folder.Write(golden.ToJsonString(), "golden", "B", "lem-1.json");

        var run = ToolProcess.Run(folder.Path, "run", "B/lem-1");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(
            run.Output,
            Does.Match("B/lem-1: golden/B/lem-1.json has .*“of old”, which no check records.*golden accept B/lem-1")
        );
    }

    [Test]
    public void The_repository_accepts_exactly_what_this_build_computes()
    {
        var diff = ToolProcess.Run(PackedTool.Repository, "golden", "diff");
        Assert.That(diff.ExitCode, Is.Zero, diff.Output + diff.Error);
    }
}
