using System.Text.Json.Nodes;

namespace Dlnx.Tool.Tests;

/// <summary>The packed tool with the engine of <c>tests/Dlnx.FakeEngine</c>, which stands in for TorchSharp.</summary>
public sealed class EngineTests
{
    private static readonly string Engine = Path.Combine(AppContext.BaseDirectory, "fake-engine");

    private static readonly string[] Quantity = ["eval", "N/gd", "--set", "steps=2", "--set", "at=0,2", "--json"];

    [Test]
    public void A_quantity_is_computed_with_the_engine_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var managed = ToolProcess.Run(folder.Path, Quantity);
        var loaded = ToolProcess.Run(folder.Path, [.. Quantity, "--engine", "torch", "--engine-path", Engine]);
        Assert.That(loaded.ExitCode, Is.Zero, loaded.Error);
        Assert.That(loaded.Output, Is.EqualTo(managed.Output));

        string[] small = ["--engine", "torch", "--engine-path", Engine, "--engine-set", "device=small"];
        var full = ToolProcess.Run(folder.Path, [.. Quantity, .. small]);
        Assert.That(full.ExitCode, Is.EqualTo(3));
        Assert.That(full.Error.Trim(), Is.EqualTo("The memory of small is full. Try --engine-set block=50."));
    }

    [Test]
    public void A_run_names_engine_device_and_precision([Values] bool isIsolated)
    {
        using var folder = new TemporaryFolder();
        string[] words = isIsolated ? ["--isolate"] : [];
        var run = ToolProcess.Run(
            folder.Path,
            ["run", "D/B-mpk", "--engine", "torch", "--engine-path", Engine, "--tier", "fast", .. words]
        );
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var results = JsonNode.Parse(File.ReadAllText(folder.At("dlnx-report", "results.json")))!["run"]!;
        string[] named = [(string)results["engine"]!, (string)results["device"]!, (string)results["precision"]!];
        Assert.That(named, Is.EqualTo(["torch", "fake:0", "Double/Double"]));
    }

    [Test]
    public void The_managed_engine_computes_in_single_precision_too()
    {
        using var folder = new TemporaryFolder();
        var run = ToolProcess.Run(folder.Path, "run", "B/lem-1", "--engine-set", "precision=float32");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(
            File.ReadAllText(folder.At("dlnx-report", "results.json")),
            Does.Contain("\"precision\": \"float32\"")
        );
    }

    [Test]
    public void Doctor_says_what_it_finds_or_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        var found = ToolProcess.Run(folder.Path, "doctor", "--engine-path", Engine);
        Assert.That(found.Output, Does.Contain("fake:0; libfake 1.0"));

        var missing = ToolProcess.Run(folder.Path, "doctor", "--engine-path", folder.Path);
        Assert.That(missing.ExitCode, Is.Zero);
        Assert.That(missing.Output, Does.Contain("not usable").And.Contain("-p:TorchDevice=cuda"));
    }

    [Test]
    public void The_variable_of_the_machine_wins_over_a_configuration_that_many_share()
    {
        using var folder = new TemporaryFolder();
        folder.Write("""{ "enginePath": "elsewhere" }""", "dlnx-verify.json");
        var configured = ToolProcess.Run(folder.Path, "doctor");
        var variable = ToolProcess.Shell(folder.Path, $"DLNX_ENGINE_PATH='{Engine}' \"$0\" doctor");
        Assert.That(configured.Output, Does.Contain("not usable"), configured.Error);
        Assert.That(variable.Output, Does.Contain("fake:0; libfake 1.0"), variable.Error);
    }

    [Test]
    public void Without_the_engine_a_run_that_asks_for_it_ends_before_it_begins()
    {
        using var folder = new TemporaryFolder();
        var refused = ToolProcess.Run(folder.Path, "run", "B/lem-1", "--engine", "torch", "--engine-path", folder.Path);
        Assert.That(refused.ExitCode, Is.EqualTo(3));
        Assert.That(refused.Error, Does.StartWith($"There is no torch engine in {folder.Path}. Publish it there"));
        Assert.That(Directory.Exists(folder.At("dlnx-report")), Is.False);
    }
}
