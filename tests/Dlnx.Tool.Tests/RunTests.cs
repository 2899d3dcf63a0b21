using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dlnx.Tool.Tests;

/// <summary><c>run</c> as a process, in a folder that has nothing but what the tool brings.</summary>
public sealed class RunTests
{
    [Test]
    public void The_fast_tier_is_reproduced_with_evidence_in_every_claim()
    {
        using var folder = new TemporaryFolder();
        var run = ToolProcess.Run(folder.Path, "run", "--tier", "fast");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("B/thm-1").And.Contain("Results: dlnx-report/results.json"));

        var claims = Results(folder.At("dlnx-report"))["claims"]!.AsArray();
        Assert.That(claims, Is.Not.Empty);
        foreach (var claim in claims)
        {
            var evidence = claim!["checks"]!.AsArray().SelectMany(check => check!["evidence"]!.AsArray()).ToList();
            Assert.That((string?)claim["status"], Is.AnyOf("Reproduced", "Skipped", "NotRun"), (string?)claim["id"]);
            if ((string?)claim["status"] == "Reproduced")
                Assert.That(evidence, Is.Not.Empty, (string?)claim["id"]);
        }
    }

    [Test]
    public void Every_claim_that_ran_whole_rejects_a_rival()
    {
        using var folder = new TemporaryFolder();
        ToolProcess.Run(folder.Path, "run", "--tier", "standard");
        var whole = Results(folder.At("dlnx-report"))["claims"]!
            .AsArray()
            .Where(claim => (int)claim!["checksBeyondTier"]! == 0 && (string?)claim["status"] == "Reproduced");
        var withoutRival = whole
            .Where(claim =>
                claim!["checks"]!
                    .AsArray()
                    .SelectMany(check => check!["evidence"]!.AsArray())
                    .All(evidence => evidence!["rivals"] is not JsonArray { Count: > 0 })
            )
            .Select(claim => (string?)claim!["id"]);
        Assert.That(withoutRival, Is.Empty);
    }

    [Test]
    public void Two_workers_leave_the_same_results_as_one()
    {
        using var folder = new TemporaryFolder();
        ToolProcess.Run(folder.Path, "run", "--tier", "fast", "--workers", "1", "--out", "one");
        ToolProcess.Run(folder.Path, "run", "--tier", "fast", "--workers", "2", "--out", "two");
        Assert.That(WithoutTimes(folder.At("two")), Is.EqualTo(WithoutTimes(folder.At("one"))));
    }

    [Test]
    public void A_parameter_reaches_the_checks_and_the_results()
    {
        using var folder = new TemporaryFolder();
        var run = ToolProcess.Run(folder.Path, "run", "B/thm-1", "--set", "depth=4", "--set", "k=2.2");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var claim = Results(folder.At("dlnx-report"))["claims"]![0]!;
        var values = claim["parameters"]!.AsArray().ToDictionary(p => (string)p!["name"]!, p => (string)p!["value"]!);
        Assert.That(values["depth"], Is.EqualTo("4"));
        Assert.That(values["k"], Is.EqualTo("2.2"));
    }

    [TestCase("B/thm-2x", "Did you mean", TestName = "{m}: unknown claim")]
    [TestCase("B/thm-1 --set dept=3", "Did you mean depth?", TestName = "{m}: unknown parameter")]
    [TestCase("B/thm-1 --set depth=1", "[2, 20]", TestName = "{m}: out of range")]
    [TestCase("B/thm-1 --set depth=3.5", "an integer", TestName = "{m}: wrong type")]
    [TestCase("B/thm-1 --set depth", "name=value", TestName = "{m}: malformed")]
    [TestCase("B/thm-1 --set sigma=3,10", "descend", TestName = "{m}: refused combination")]
    [TestCase("--tier quick", "fast, standard, full", TestName = "{m}: unknown tier")]
    [TestCase("--workers 0", "at least 1", TestName = "{m}: no workers")]
    [TestCase("--wrokers 2", "Did you mean --workers", TestName = "{m}: unknown option")]
    public void Unusable_arguments_give_one_message_and_write_nothing(string arguments, string message)
    {
        using var folder = new TemporaryFolder();
        var run = ToolProcess.Run(folder.Path, ["run", .. arguments.Split(' ')]);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void An_output_folder_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("not a folder", "occupied");
        var run = ToolProcess.Run(folder.Path, "run", "B/lem-1", "--tier", "fast", "--out", file);
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("occupied").And.Not.Contain("   at "));
        Assert.That(File.ReadAllText(file), Is.EqualTo("not a folder"));
    }

    internal static JsonNode Results(string folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "results.json")))!;

    /// <summary>The results in a folder, without what differs from run to run.</summary>
    internal static string WithoutTimes(string folder)
    {
        var results = Results(folder);
        foreach (var name in new[] { "startedAt", "seconds", "workers" })
            results["run"]!.AsObject().Remove(name);
        foreach (var check in results["claims"]!.AsArray().SelectMany(claim => claim!["checks"]!.AsArray()))
            check!.AsObject().Remove("seconds");
        return results.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
