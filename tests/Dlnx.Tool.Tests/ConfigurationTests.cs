using System.Text.Json.Nodes;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;
using Dlnx.Verify.Tests.Exporters;

namespace Dlnx.Tool.Tests;

/// <summary><c>dlnx-verify.json</c>: what it says holds in every command below its folder, unless the command line says else.</summary>
public sealed class ConfigurationTests
{
    private static readonly string Text = $$"""
        {
          // The claims of this repository.
          "specs": ["{{UserSpecsTests.Specs}}"],
          "claims": ["Sample/parameters"],
          "tier": "fast",
          "seed": 7,
          "cases": 20,
          "workers": 1,
          "golden": "accepted",
          "out": "build/report",
          "timeFactor": 4,
          "profiles": {
            "ci": { "claims": ["B/lem-1", "!B/lem-2"], "set": { "depth": 4, "x": 0.25 }, "seed": 8 },
            "hasty": { "claims": ["B/lem-1"], "isolate": true, "memory": "1GiB", "budgets": { "fast": 1e-6 } },
          },
        }
        """;

    [Test]
    public void A_run_below_its_folder_takes_what_it_says()
    {
        using var folder = Configured();
        var run = ToolProcess.Run(folder.At("deeper"), "run");

        Assert.That(run.Output, Does.StartWith("Configuration: ../dlnx-verify.json\n").And.Contain("../build/report/"));
        var results = RunTests.Results(folder.At("build", "report"));
        Assert.That(Ids(results), Is.EqualTo(["Sample/parameters"]));
        var asked = results["run"]!;
        Assert.That(
            $"{asked["tier"]} {asked["seed"]} {asked["cases"]} {asked["workers"]} {asked["settings"]}",
            Is.EqualTo("Fast 7 20 1 {}")
        );
    }

    [Test]
    public void A_profile_and_the_command_line_win_over_it()
    {
        using var folder = Configured();
        var run = ToolProcess.Run(
            folder.Path,
            ["run", "--profile", "ci", "--cases", "30", "--out", "mine", "--set", "depth=3"]
        );

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.StartWith("Configuration: dlnx-verify.json, profile ci\n"));
        var results = RunTests.Results(folder.At("mine"));
        Assert.That(Ids(results), Is.EqualTo(["B/lem-1"]));
        var asked = results["run"]!;
        Assert.That($"{asked["tier"]} {asked["seed"]} {asked["cases"]}", Is.EqualTo("Fast 8 30"));
        // The parameter x is one of the samples, not of the chosen claim.
        Assert.That(asked["settings"]!.ToJsonString(), Is.EqualTo("""{"depth":"3"}"""));
    }

    [Test]
    public void Budgets_hold_in_processes_of_their_own()
    {
        using var folder = Configured();

        var hasty = ToolProcess.Run(folder.Path, "run", "--profile", "hasty");
        var patient = ToolProcess.Run(folder.Path, "run", "--profile", "hasty", "--timeout", "60");

        Assert.That((hasty.ExitCode, patient.ExitCode), Is.EqualTo((1, 0)), hasty.Output + patient.Output);
        Assert.That(hasty.Output, Does.Contain("budget"));
    }

    [Test]
    public void It_can_be_left_out_and_another_one_named()
    {
        using var folder = Configured();
        folder.Write("""{ "claims": ["B/lem-1"], "tier": "fast", "out": "there" }""", "conf", "other.json");

        var without = ToolProcess.Run(folder.Path, "run", "B/lem-1", "--tier", "fast", "--config", "none");
        var other = ToolProcess.Run(folder.Path, "run", "--config", "conf/other.json");

        Assert.That((without.ExitCode, other.ExitCode), Is.EqualTo((0, 0)), without.Error + other.Error);
        Assert.That((string?)RunTests.Results(folder.At("dlnx-report"))["run"]!["seed"], Is.EqualTo("1"));
        Assert.That(Ids(RunTests.Results(folder.At("conf", "there"))), Is.EqualTo(["B/lem-1"]));
    }

    [Test]
    public void Doctor_says_which_file_and_profile_are_in_force()
    {
        using var folder = Configured();

        Assert.That(Doctor("--profile", "ci"), Does.Match("configuration +dlnx-verify.json, profile ci"));
        Assert.That(Doctor("--config", "none"), Does.Match("configuration +none"));

        string Doctor(params string[] arguments) => ToolProcess.Run(folder.Path, ["doctor", .. arguments]).Output;
    }

    [Test]
    public void Accepted_numbers_are_those_of_the_run_that_it_describes()
    {
        using var folder = Configured();

        var accepted = ToolProcess.Run(folder.Path, "golden", "accept");
        var status = ToolProcess.Run(folder.At("deeper"), "golden", "status");
        var run = ToolProcess.Run(folder.Path, "run");

        Assert.That(accepted.ExitCode, Is.Zero, accepted.Output + accepted.Error);
        Assert.That(File.ReadAllText(folder.At("accepted", "verdicts.json")), Does.Contain("Sample/parameters"));
        Assert.That(status.Output, Does.Contain("All 1 claims are accepted."));
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }

    [Test]
    public void The_gate_looks_where_the_run_wrote_and_takes_its_factors()
    {
        using var folder = Configured();
        var check = SampleResults.Check("It holds", Status.Reproduced, "");
        ResultsFile.Write(folder.At("main.json"), Taking(seconds: 1));
        ResultsFile.Write(folder.At("build", "report", "results.json"), Taking(seconds: 3));

        var gate = ToolProcess.Run(folder.Path, "gate", "--baseline", "main.json");
        var stricter = ToolProcess.Run(folder.Path, "gate", "--baseline", "main.json", "--time-factor", "2");

        Assert.That((gate.ExitCode, stricter.ExitCode), Is.EqualTo((0, 1)), gate.Output + gate.Error);

        RunResults Taking(double seconds) =>
            SampleResults.Run(SampleResults.Claim("P/one") with { Checks = [check with { Seconds = seconds }] });
    }

    [TestCase(
        "\"tier\"",
        "\"teir\"",
        new[] { "list" },
        3,
        "dlnx-verify.json line 5, column 3: unknown key \"teir\". Did"
    )]
    [TestCase(
        "7",
        "7x",
        new[] { "eval", "B/orbit" },
        3,
        "dlnx-verify.json line 6, column 12: this is not valid JSON: "
    )]
    [TestCase(
        "7",
        "7",
        new[] { "run", "--profile", "co" },
        2,
        "has no profile 'co'; it has ci, hasty. Did you mean ci?"
    )]
    [TestCase("7", "7", new[] { "list", "--config", "x.json" }, 3, "Cannot read x.json: ")]
    [TestCase("7", "7", new[] { "list", "--config", "none", "--profile", "ci" }, 2, "there is no profile 'ci'")]
    [TestCase("\"x\"", "\"xx\"", new[] { "run", "--profile", "ci" }, 2, "Unknown parameter 'xx'")]
    public void A_mistake_in_it_gives_one_message(string good, string bad, string[] words, int exitCode, string message)
    {
        using var folder = Configured(Text.Replace(good, bad, StringComparison.Ordinal));

        var run = ToolProcess.Run(folder.Path, words);

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(run.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(Directory.Exists(folder.At("build")), Is.False);
    }

    private static TemporaryFolder Configured(string? text = null)
    {
        var folder = new TemporaryFolder();
        folder.Write(text ?? Text, "dlnx-verify.json");
        Directory.CreateDirectory(folder.At("deeper"));
        return folder;
    }

    private static IEnumerable<string?> Ids(JsonNode results) =>
        results["claims"]!.AsArray().Select(claim => (string?)claim!["id"]);
}
