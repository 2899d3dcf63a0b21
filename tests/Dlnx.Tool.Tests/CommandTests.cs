using System.Text.Json.Nodes;

namespace Dlnx.Tool.Tests;

/// <summary>The commands that only show something.</summary>
public sealed class CommandTests
{
    [Test]
    public void List_names_claims_with_and_without_a_spec()
    {
        using var folder = new TemporaryFolder();
        var run = ToolProcess.Run(folder.Path, "list", "--json", "--specs", UserSpecsTests.Specs);
        var states = JsonNode
            .Parse(run.Output)!
            .AsArray()
            .ToDictionary(row => (string)row!["id"]!, row => (string)row!["state"]!);
        Assert.That(states["B/thm-1"], Is.EqualTo("specified"));
        Assert.That(states["Sample/planned"], Is.EqualTo("planned"));
        Assert.That(
            states.Where(row => row.Value == "planned" && !row.Key.StartsWith("Sample/", StringComparison.Ordinal)),
            Is.Empty,
            "every claim of the four papers has a spec"
        );
    }

    [Test]
    public void Show_tells_statement_parameters_checks_verdict_and_numbers()
    {
        using var folder = new TemporaryFolder();
        var shown = ToolProcess.Run(folder.Path, "show", "B/thm-1");
        Assert.That(shown.ExitCode, Is.Zero);
        foreach (
            var part in new[] { "Theorem 1", "Corrected (accepted)", @"\rho^L", "[2, 20]", "counterexample", "± 1E-12" }
        )
            Assert.That(shown.Output, Does.Contain(part));
    }

    [Test]
    public void Show_knows_planned_claims_and_suggests_for_unknown_ones()
    {
        using var folder = new TemporaryFolder();
        var planned = ToolProcess.Run(folder.Path, "show", "Sample/planned", "--specs", UserSpecsTests.Specs);
        Assert.That(planned.Output, Does.Contain("planned"));
        var unknown = ToolProcess.Run(folder.Path, "show", "B/thm1");
        Assert.That(unknown.ExitCode, Is.EqualTo(2));
        Assert.That(unknown.Error, Does.Contain("Did you mean B/thm-1"));
    }

    [Test]
    public void Eval_gives_the_catalogue_numbers_and_round_trips()
    {
        using var folder = new TemporaryFolder();
        var text = ToolProcess
            .Run(folder.Path, "eval", "B/orbit", "--set", "depth=3", "--set", "k=2.1", "--json")
            .Output;
        var evaluation = JsonNode.Parse(text)!;
        Assert.That((string?)evaluation["quantity"], Is.EqualTo("B/orbit"));
        Assert.That((double)evaluation["parameters"]!["sigma"]!, Is.EqualTo(1));
        // Claims catalogue, B/thm-1, references for L = 3, k = 2.1.
        Assert.That((double)evaluation["outputs"]!["rho1"]!, Is.EqualTo(0.932613704578).Within(1e-12));
        Assert.That((double)evaluation["outputs"]!["rho2"]!, Is.EqualTo(1.047587944338).Within(1e-12));
        var low = (double)evaluation["outputs"]!["rho1"]!;
        Assert.That(evaluation["outputs"]!["rho1"]!.ToJsonString(), Is.EqualTo(low.ToString("R")));
    }

    [Test]
    public void Eval_alone_lists_every_quantity_and_each_can_be_computed()
    {
        using var folder = new TemporaryFolder();
        var list = JsonNode.Parse(ToolProcess.Run(folder.Path, "eval", "--json").Output)!.AsArray();
        var names = list.Select(quantity => (string)quantity!["quantity"]!).ToList();
        Assert.That(names, Has.Member("B/orbit").And.Member("B/spectrum").And.Member("B/thresholds"));
        foreach (var name in names.Where(name => name != "B/hessian"))
        {
            var evaluated = ToolProcess.Run(folder.Path, "eval", name, "--json");
            Assert.That(evaluated.ExitCode, Is.Zero, name + evaluated.Error);
            Assert.That(JsonNode.Parse(evaluated.Output)!["outputs"]!.AsObject(), Is.Not.Empty, name);
        }
    }

    [TestCase("B/orbits", "Did you mean B/orbit?")]
    [TestCase("B/orbit --set deph=3", "Did you mean depth?")]
    [TestCase("B/orbit --set k=5", "(2, 2.828")]
    [TestCase("B/orbit --set k=NaN", "finite")]
    [TestCase("B/spectrum --set form=C", "U|B")]
    public void Eval_refuses_what_it_cannot_compute(string arguments, string message)
    {
        using var folder = new TemporaryFolder();
        var refused = ToolProcess.Run(folder.Path, ["eval", .. arguments.Split(' ')]);
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain(message).And.Not.Contain("   at "));
    }

    [Test]
    public void Doctor_draws_how_the_cost_of_the_kernels_grows()
    {
        using var folder = new TemporaryFolder();
        var benchmark = ToolProcess.Run(folder.Path, "doctor", "--benchmark", "--out", "cost");
        // How fast this machine was just now decides between 0 and 1.
        Assert.That(benchmark.ExitCode, Is.Zero.Or.EqualTo(1));
        Assert.That(benchmark.Output, Does.Contain("cost/gd-step").And.Contain("cost/sweep"));
        var results = File.ReadAllText(folder.At("cost", "results.json"));
        Assert.That(results, Does.Contain("power of d that the time grows with"));
        Assert.That(File.Exists(folder.At("cost", "index.html")));
        Assert.That(
            Directory.GetFiles(folder.At("cost", "figures"), "*.csv", SearchOption.AllDirectories),
            Has.Length.EqualTo(3)
        );
    }

    [Test]
    public void Doctor_names_what_is_missing_and_how_to_get_it()
    {
        using var folder = new TemporaryFolder();
        var doctor = ToolProcess.Run(folder.Path, "doctor");
        Assert.That(doctor.ExitCode, Is.Zero);
        foreach (var part in new[] { "runtime", "cores", "SIMD", "memory", "GPU", "MNIST", "DLNX_DATA" })
            Assert.That(doctor.Output, Does.Contain(part));
    }

    [TestCase("rum", "Did you mean run?")]
    [TestCase("golden acept", "Did you mean accept?")]
    [TestCase("show", "Required argument")]
    [TestCase("run --workers zero", "--workers is 'zero'; expected a whole number")]
    [TestCase("run --workers 0", "--workers is 0; it must be at least 1.")]
    [TestCase("run --seed -1", "--seed is '-1'; expected a whole number up to 18446744073709551615.")]
    [TestCase("run --timeout soon", "--timeout is 'soon'; expected a number.")]
    [TestCase("data get mnist --timeout long", "--timeout is 'long'; expected a whole number up to 3600.")]
    [TestCase("data get mnist --timeout 4000", "--timeout is 4000; it must be from 1 to 3600.")]
    [TestCase("gate --baseline x --time-factor a", "--time-factor is 'a'; expected a number.")]
    public void A_mistyped_command_line_says_what_was_meant(string arguments, string message)
    {
        using var folder = new TemporaryFolder();
        var result = ToolProcess.Run(folder.Path, arguments.Split(' '));
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message));
    }

    [Test]
    public void Output_that_is_not_a_terminal_has_no_colour_codes()
    {
        using var folder = new TemporaryFolder();
        Assert.That(ToolProcess.Run(folder.Path, "list").Output, Does.Not.Contain('\u001b'));
    }
}
