using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace Dlnx.Verify.Tests.Running;

public sealed class SpecAssemblyTests
{
    [Test]
    public void A_copy_in_another_folder_is_loaded_and_run_with_the_tools_own_model()
    {
        using var folder = CopyOfSamples();
        var assembly = SpecAssembly.LoadFrom(folder.PathOf("Dlnx.SampleSpecs.dll"));
        var catalog = ClaimCatalog.Load([assembly]);
        var runner = new SpecRunner(catalog, new GoldenStore(Samples.GoldenFolder));

        var results = Samples.Apart(() =>
            runner.Run(new RunOptions { Selection = ["Sample/everything"] }, new Silent(), CancellationToken.None)
        );

        Assert.That(assembly, Is.Not.SameAs(Samples.Assembly));
        Assert.That(results.Claims.Single().Status, Is.EqualTo(Status.Reproduced));
        Assert.That(results.Claims.Single().Checks, Has.Count.EqualTo(8));
        // Its own copies of the model, of NUnit and of FsCheck beside it are not used.
        Assert.That(AssemblyLoadContext.GetLoadContext(assembly)!.Assemblies, Is.EqualTo([assembly]));
    }

    [Test]
    public void A_dependency_that_only_the_spec_assembly_has_comes_from_its_folder()
    {
        using var folder = CopyOfSamples();
        File.WriteAllBytes(folder.PathOf("Only.Here.dll"), new EmittedSpecs("Only.Here").Image());
        var assembly = SpecAssembly.LoadFrom(folder.PathOf("Dlnx.SampleSpecs.dll"));
        var context = AssemblyLoadContext.GetLoadContext(assembly)!;

        var dependency = context.LoadFromAssemblyName(new AssemblyName("Only.Here"));

        Assert.That(dependency.Location, Is.EqualTo(folder.PathOf("Only.Here.dll")));
        Assert.That(
            () => context.LoadFromAssemblyName(new AssemblyName("Not.Even.Here")),
            Throws.InstanceOf<FileNotFoundException>()
        );
    }

    [Test]
    public void A_missing_file_is_named()
    {
        var problem = Refused("/nowhere/My.Specs.dll");

        Assert.That(
            problem.Message,
            Is.EqualTo("There is no spec assembly /nowhere/My.Specs.dll. Build the project first and name its .dll.")
        );
    }

    [Test]
    public void A_folder_is_not_an_assembly()
    {
        using var folder = new TemporaryFolder();

        Assert.That(Refused(folder.Path).Message, Does.StartWith($"There is no spec assembly {folder.Path}."));
    }

    [TestCase("These are not the bytes of an assembly.")]
    [TestCase("")]
    [TestCase("MZ")]
    public void A_file_that_is_not_an_assembly_is_named(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("My.Specs.dll", content);

        Assert.That(
            Refused(path).Message,
            Is.EqualTo($"{path} is not a .NET assembly that this tool can load. Name the .dll of a spec project.")
        );
    }

    [Test]
    public void A_native_library_is_not_an_assembly()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var native = Directory.EnumerateFiles(runtime, "*System.Native.*").First();

        Assert.That(Refused(native).Message, Does.Contain("is not a .NET assembly that this tool can load."));
    }

    [Test]
    public void An_assembly_cut_short_is_not_an_assembly()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(Samples.Assembly.Location);
        var path = folder.PathOf("Dlnx.SampleSpecs.dll");
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);

        Assert.That(Refused(path).Message, Does.Contain("is not a .NET assembly that this tool can load."));
    }

    [Test]
    public void Damaged_dependencies_beside_the_assembly_are_named()
    {
        using var folder = CopyOfSamples();
        folder.Write("Dlnx.SampleSpecs.deps.json", "{");

        Assert.That(
            Refused(folder.PathOf("Dlnx.SampleSpecs.dll")).Message,
            Does.Contain("Dlnx.SampleSpecs.deps.json is not readable")
        );
    }

    [Test]
    public void An_assembly_without_claims_adds_none()
    {
        var assembly = SpecAssembly.LoadFrom(typeof(NUnit.Framework.Assert).Assembly.Location);

        Assert.That(ClaimCatalog.Load([assembly]).Claims, Is.Empty);
        Assert.That(
            ClaimCatalog.Load([Samples.Assembly, assembly]).Claims.Select(claim => claim.Id),
            Is.EqualTo(Samples.Catalog.Claims.Select(claim => claim.Id))
        );
    }

    [Test]
    public void Its_module_initializer_runs_when_it_is_loaded()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("Initialized.Specs.dll");
        File.WriteAllBytes(path, new EmittedSpecs("Initialized.Specs").WithInitializer(SwitchOn).Image());

        SpecAssembly.LoadFrom(path);

        Assert.That(AppContext.TryGetSwitch("Initialized.Specs", out var isOn) && isOn, Is.True);
    }

    [Test]
    public void A_module_initializer_that_fails_is_named_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("Failing.Specs.dll");
        File.WriteAllBytes(path, new EmittedSpecs("Failing.Specs").WithInitializer(Fail).Image());

        Assert.That(
            Refused(path).Message,
            Is.EqualTo($"{path} failed in its module initializer: There is no such thing. Mend that method.")
        );
    }

    private static void SwitchOn(ILGenerator code)
    {
        code.Emit(OpCodes.Ldstr, "Initialized.Specs");
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Call, typeof(AppContext).GetMethod(nameof(AppContext.SetSwitch))!);
        code.Emit(OpCodes.Ret);
    }

    private static void Fail(ILGenerator code)
    {
        code.Emit(OpCodes.Ldstr, "There is no such thing.");
        code.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Throw);
    }

    [Test]
    public void An_assembly_that_ships_beside_the_tool_is_loaded_by_name() =>
        Assert.That(SpecAssembly.Load("Dlnx.SampleSpecs"), Is.SameAs(Samples.Assembly));

    private static ProblemException Refused(string path)
    {
        var problem = Assert.Throws<ProblemException>(() => SpecAssembly.LoadFrom(path))!;
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
        return problem;
    }

    // As a published spec project looks: with copies of everything that it references.
    private static TemporaryFolder CopyOfSamples()
    {
        var folder = new TemporaryFolder();
        string[] names = ["Dlnx.SampleSpecs", "Dlnx.Verify", "nunit.framework", "FsCheck", "FSharp.Core"];
        foreach (var name in names)
            File.Copy(Path.Combine(AppContext.BaseDirectory, name + ".dll"), folder.PathOf(name + ".dll"));
        return folder;
    }

    private sealed class Silent : IRunObserver;
}
