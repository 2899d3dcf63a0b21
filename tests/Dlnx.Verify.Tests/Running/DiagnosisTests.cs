namespace Dlnx.Verify.Tests.Running;

/// <summary>Runs alone: it changes an environment variable of the process.</summary>
[NonParallelizable]
public sealed class DiagnosisTests
{
    [TearDown]
    public void Forget() => Environment.SetEnvironmentVariable(DataRoots.Variable, null);

    [Test]
    public void Every_item_says_what_was_found()
    {
        var items = Examine();

        Assert.That(items.Select(item => item.What), Is.Unique.And.None.Empty);
        Assert.That(items.Select(item => item.Found), Has.None.Empty);
        Assert.That(items, Has.Count.EqualTo(13));
    }

    [Test]
    public void The_machine_is_described()
    {
        var found = Found();

        Assert.That(found["runtime"], Does.StartWith(".NET 10"));
        Assert.That(found["cores"], Is.EqualTo($"{Environment.ProcessorCount}"));
        Assert.That(found["SIMD"], Does.Match("^(128|256|512) bits"));
        Assert.That(found["memory"], Does.Match(@"^\d+\.\d GiB"));
        Assert.That(found["NUnit"], Does.StartWith("5.0"));
        Assert.That(found["FsCheck"], Does.StartWith("3.6"));
    }

    [Test]
    public void Missing_data_have_a_remedy()
    {
        using var folder = new TemporaryFolder();
        Assert.That(Item("Sample numbers").Found, Is.EqualTo("not found"));
        Assert.That(Item("Sample numbers").Remedy, Does.Contain("data get sample-numbers").And.Contain("DLNX_DATA"));

        Environment.SetEnvironmentVariable(DataRoots.Variable, folder.Path);
        Assert.That(Item("Sample numbers").Found, Is.EqualTo($"not found in {folder.Path}"));

        Environment.SetEnvironmentVariable(DataRoots.Variable, "/nowhere");
        Assert.That(Item("Sample numbers").Found, Is.EqualTo("not found in /nowhere"));
    }

    [Test]
    public void Data_are_found_in_any_folder_below()
    {
        using var folder = new TemporaryFolder();
        folder.Write("deep/numbers/numbers.bin", "");
        Environment.SetEnvironmentVariable(DataRoots.Variable, folder.Path);

        Assert.That(
            Item("Sample numbers"),
            Is.EqualTo(new DiagnosisItem("Sample numbers", folder.PathOf("deep/numbers"), ""))
        );
    }

    [Test]
    public void The_kernels_in_use_stand_before_those_that_could_be()
    {
        var items = Examine().Select(item => $"{item.What}: {item.Found}").ToList();

        var own = items.IndexOf("dense kernels: managed");
        Assert.That(items[own + 1], Is.EqualTo("native BLAS: FakeBLAS 1.0"));
    }

    [Test]
    public void The_engine_that_every_machine_has_is_named() =>
        Assert.That(Item("engine managed").Found, Is.EqualTo("float64"));

    private static Dictionary<string, string> Found() => Examine().ToDictionary(item => item.What, item => item.Found);

    private static IReadOnlyList<DiagnosisItem> Examine() =>
        Diagnosis.Examine(
            DataSetCatalog.Load([Samples.Assembly]),
            new DataRoots(),
            EngineCatalog.Load([Samples.Assembly]),
            KernelCatalog.Load([typeof(FakeKernel).Assembly])
        );

    private static DiagnosisItem Item(string what) => Examine().Single(item => item.What == what);
}
