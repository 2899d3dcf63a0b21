using System.Text.Json.Nodes;

namespace Dlnx.Tool.Tests;

/// <summary><c>run --sweep</c> and <c>eval --sweep</c>.</summary>
public sealed class SweepTests
{
    private static readonly string[] Run = ["run", "B/thm-1", "--tier", "fast", "--sweep", "k=2.1:2.4:4"];

    [Test]
    public void A_sweep_leaves_its_numbers_a_table_a_page_and_each_point()
    {
        using var folder = new TemporaryFolder();
        var run = ToolProcess.Run(folder.Path, Run);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(
            run.Output,
            Does.Contain("4 of 4 points of k=2.1:2.4:4: 4 reproduced.").And.Not.Contain("Ok, passed")
        );
        var points = JsonNode.Parse(File.ReadAllText(folder.At("dlnx-report/sweep.json")))!["points"]!.AsArray();
        var values = points.Select(point => (string)point!["settings"]!["k"]!);
        Assert.That(values, Is.EqualTo(["2.1", "2.2", "2.3", "2.4"]));
        Assert.That(
            Directory.EnumerateFiles(folder.At("dlnx-report/points"), "*", SearchOption.AllDirectories).Order(),
            Is.EqualTo(Enumerable.Range(1, 4).Select(i => folder.At($"dlnx-report/points/000{i}/results.json")))
        );
        foreach (var file in new[] { "sweep.csv", "index.html", "summary.md", "junit.xml" })
            Assert.That(File.Exists(folder.At("dlnx-report", file)), file);
    }

    [Test]
    public void A_sweep_that_is_killed_continues()
    {
        using var folder = new TemporaryFolder();
        ToolProcess.Run(folder.Path, [.. Run, "--out", "whole"]);
        var process = ToolProcess.Start(PackedTool.Command, folder.Path, [.. Run, "--out", "out"]);
        while (!File.Exists(folder.At("out/points/0002/results.json")))
            Thread.Sleep(10);
        process.Signal("KILL");
        process.Wait();
        var second = File.GetLastWriteTimeUtc(folder.At("out/points/0002/journal.jsonl"));

        var continued = ToolProcess.Run(folder.Path, [.. Run, "--out", "out", "--resume"]);

        Assert.That(continued.ExitCode, Is.Zero, continued.Output + continued.Error);
        Assert.That(second, Is.Not.EqualTo(default(DateTime)));
        Assert.That(
            File.ReadAllText(folder.At("out/sweep.csv")),
            Is.EqualTo(File.ReadAllText(folder.At("whole/sweep.csv")))
        );
    }

    [Test]
    public void Parts_are_put_together_and_a_missing_one_is_named()
    {
        using var folder = new TemporaryFolder();
        foreach (var part in (int[])[1, 2])
            ToolProcess.Run(folder.Path, [.. Run, "--shard", $"{part}/2", "--out", $"part-{part}"]);
        ToolProcess.Run(folder.Path, [.. Run, "--out", "whole"]);

        var both = ToolProcess.Run(folder.Path, "report", "part-1/sweep.json", "part-2/sweep.json", "--out", "both");
        var one = ToolProcess.Run(folder.Path, "report", "part-1/sweep.json", "--whole", "--out", "one");

        Assert.That(both.ExitCode, Is.Zero, both.Output + both.Error);
        Assert.That(
            File.ReadAllText(folder.At("both/sweep.csv")),
            Is.EqualTo(File.ReadAllText(folder.At("whole/sweep.csv")))
        );
        Assert.That(one.ExitCode, Is.EqualTo(1));
        Assert.That(one.Output, Does.Contain("shard 2/2: Its results are missing: 2 points, k=2.2; k=2.4."));
    }

    [TestCase("run B/thm-1 --sweep k=2.1:9:3", "at k=5.55: Parameter 'k' is 5.55; it must lie in (2, 2.828")]
    [TestCase("run B/thm-1 --sweep depth=2:3:3", "Parameter 'depth' is '2.5'; expected an integer in [2, 20]")]
    [TestCase("run B/thm-1 --sweep dept=2:3:2", "Did you mean depth?")]
    [TestCase("run B/thm-1 --sweep k=2.1,2.2 --set k=2.1", "'k' has a value by --set and several by --sweep")]
    [TestCase("run B/thm-1 --sweep k", "is not of the form name=values")]
    [TestCase("eval B/orbit --sweep k=2:3", "is not a grid first:last:count")]
    [TestCase("eval B/orbit --csv", "--csv prints a table of a sweep")]
    public void Unusable_sweeps_give_one_message_and_write_nothing(string arguments, string message)
    {
        using var folder = new TemporaryFolder();
        var run = ToolProcess.Run(folder.Path, arguments.Split(' '));
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void A_quantity_is_tabulated()
    {
        using var folder = new TemporaryFolder();
        string[] eval = ["eval", "B/orbit", "--set", "depth=3", "--sweep", "k=2.1:2.4:4"];
        var csv = ToolProcess.Run(folder.Path, [.. eval, "--csv"]).Output.TrimEnd().Split('\n');
        var json = JsonNode.Parse(ToolProcess.Run(folder.Path, [.. eval, "--json"]).Output)!["points"]!.AsArray();
        var single = JsonNode.Parse(
            ToolProcess.Run(folder.Path, "eval", "B/orbit", "--set", "depth=3", "--set", "k=2.2", "--json").Output
        )!;

        Assert.That(csv, Has.Length.EqualTo(5));
        Assert.That(csv[0], Does.StartWith("k,rho1,"));
        Assert.That(json[1]!["outputs"]!.ToJsonString(), Is.EqualTo(single["outputs"]!.ToJsonString()));
        Assert.That(ToolProcess.Run(folder.Path, eval).Output, Does.Contain("rho1").And.Contain("2.3"));
    }
}
