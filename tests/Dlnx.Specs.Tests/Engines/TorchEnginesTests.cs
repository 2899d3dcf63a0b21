using Dlnx.Networks;
using Dlnx.Specs.Engines;
using Dlnx.Verify;
using Dlnx.Verify.Engines;

namespace Dlnx.Specs.Tests.Engines;

/// <summary>Runs alone: it changes environment variables of the process.</summary>
[NonParallelizable]
public sealed class TorchEnginesTests
{
    private const string Publish = "dotnet publish src/Dlnx.Torch -p:TorchDevice=cuda";

    [TearDown]
    public void Forget()
    {
        Environment.SetEnvironmentVariable(EngineRequest.Variable, null);
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", null);
    }

    [Test]
    public void The_engine_of_a_named_folder_is_opened()
    {
        using var folder = new PlugInFolder();

        var engine = Open(folder.Path);

        Assert.That(engine.ToString(), Is.EqualTo("torch, fake:0, Double/Double"));
        Assert.That(((ITrainingEngine)engine.Implementation!).Name, Is.EqualTo("fake, fake:0"));
        Assert.That(engine.IsReference, Is.False);
        Assert.That(engine.Words, Is.EqualTo($" --engine torch --engine-path '{folder.Path}'"));
    }

    [Test]
    public void The_variable_names_a_folder()
    {
        using var folder = new PlugInFolder();
        Environment.SetEnvironmentVariable(EngineRequest.Variable, folder.Path);

        Assert.That(Open(null).Device, Is.EqualTo("fake:0"));
    }

    [Test]
    public void Without_a_name_the_folder_of_the_user_is_looked_at()
    {
        using var folder = new PlugInFolder();
        var own = Directory.CreateDirectory(Path.Combine(folder.Path, "dlnx-verify", "engines", "torch"));
        File.Move(folder.PlugIn, Path.Combine(own.FullName, PlugInFolder.File));
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", folder.Path);

        Assert.That(Open(null).Device, Is.EqualTo("fake:0"));
    }

    [Test]
    public void It_knows_the_interfaces_of_the_library_that_it_shares()
    {
        using var folder = new PlugInFolder();
        var engine = Open(folder.Path);

        var trains = engine.During(() =>
            TrainingEngine
                .New()
                .Objective(
                    Architectures.MultilayerPerceptron([2, 2]),
                    LabelledExamples.Classification(new(2), [1, 2], [0], 2),
                    LossFunction.CrossEntropy
                )
                .ParameterCount
        );

        Assert.That(trains, Is.EqualTo(6));
        Assert.That(TrainingEngine.New(), Is.InstanceOf<ManagedEngine>());
    }

    [TestCase("precision=float32", "Single/Single")]
    [TestCase("precision=mixed", "Single/Double")]
    [TestCase("block=100", "Double/Double")]
    public void Settings_reach_it(string setting, string precision)
    {
        using var folder = new PlugInFolder();

        Assert.That(Open(folder.Path, setting).Precision, Is.EqualTo(precision));
    }

    [Test]
    public void An_absent_engine_has_the_command_that_gets_it() =>
        Assert.That(
            Refused("/nowhere"),
            Is.EqualTo(
                $"There is no torch engine in /nowhere. Publish it there from the sources of this tool: {Publish}; or name "
                    + "the folder of one with --engine-path or DLNX_ENGINE_PATH."
            )
        );

    [Test]
    public void An_engine_of_another_version_is_refused()
    {
        using var folder = new PlugInFolder();
        folder.BuildFor('0');

        Assert.That(
            Refused(folder.Path),
            Is.EqualTo(
                $"{folder.PlugIn} was built for version 0 of the engine interface; this tool has 1. Publish it again from the "
                    + $"sources of this tool: {Publish}"
            )
        );
    }

    [Test]
    public void An_engine_without_its_entry_is_refused()
    {
        using var folder = new PlugInFolder();
        folder.Announce("Dlnx.FakeEngine.SomePlugIn");

        Assert.That(
            Refused(folder.Path),
            Does.StartWith($"{folder.PlugIn} does not have the engine that it announces.")
        );
    }

    [Test]
    public void Another_file_of_the_name_is_refused()
    {
        using var folder = new PlugInFolder();
        File.WriteAllText(folder.PlugIn, "not an assembly");
        Assert.That(Refused(folder.Path), Does.StartWith($"{folder.PlugIn} is not an engine of this tool."));

        File.Copy(typeof(TorchEngines).Assembly.Location, folder.PlugIn, overwrite: true);
        Assert.That(Refused(folder.Path), Does.StartWith($"{folder.PlugIn} is not an engine of this tool."));
    }

    [TestCase("incomplete", "TorchSharp")]
    [TestCase("unlinked", "no-such-torch")]
    public void A_missing_dependency_is_named(string device, string dependency)
    {
        using var folder = new PlugInFolder();

        Assert.That(
            Refused(folder.Path, $"device={device}"),
            Does.StartWith($"The engine in {folder.Path} is not complete: ")
                .And.Contains(dependency)
                .And.EndsWith($"Publish it again: {Publish}")
        );
    }

    [Test]
    public void A_missing_driver_is_the_engines_own_message()
    {
        using var folder = new PlugInFolder();

        Assert.That(
            Refused(folder.Path, "device=cuda"),
            Is.EqualTo("There is no CUDA driver. Install one, or use --engine-set device=cpu.")
        );
    }

    [Test]
    public void What_is_found_is_described()
    {
        using var folder = new PlugInFolder();
        var request = EngineRequest.Of("torch", folder.Path);

        Assert.That(
            new TorchEngines().Examine(request),
            Is.EqualTo(new Verify.Running.DiagnosisItem("engine torch", $"fake:0; libfake 1.0; in {folder.Path}", ""))
        );
        folder.BuildFor('0');
        Assert.That(new TorchEngines().Examine(request).Remedy, Does.StartWith("optional: ").And.EndsWith(Publish));
    }

    [TestCase(
        "prcision=float32",
        "'prcision' is none of device, precision, tf32, algorithms, block. Did you mean precision?"
    )]
    [TestCase("precision=half", "precision is 'half'; it is one of float64, float32, mixed.")]
    [TestCase("tf32=yes", "tf32 is 'yes'; it is one of off, on.")]
    [TestCase("algorithms=quick", "algorithms is 'quick'; it is one of deterministic, fastest.")]
    [TestCase("block=0", "block is '0'; it is a number of examples, at least 1.")]
    public void A_wrong_setting_is_named(string setting, string message)
    {
        var refusal = Assert.Throws<ProblemException>(() => Open("/nowhere", setting))!;
        Assert.That(refusal.Message, Is.EqualTo($"--engine-set {message}"));
        Assert.That(refusal.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    private static string Refused(string folder, params string[] settings)
    {
        var problem = Assert.Throws<ProblemException>(() => Open(folder, settings))!;
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
        return problem.Message;
    }

    private static RunEngine Open(string? folder, params string[] settings) =>
        EngineCatalog
            .Load([typeof(TorchEngines).Assembly])
            .Open(new("torch", folder, Verify.Parameters.ParameterBinder.Split(settings, "--engine-set")));
}
