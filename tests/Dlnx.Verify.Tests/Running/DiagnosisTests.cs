namespace Dlnx.Verify.Tests.Running;

/// <summary>Runs alone: it changes an environment variable of the process.</summary>
[NonParallelizable]
public sealed class DiagnosisTests
{
    [TearDown]
    public void Forget() => Environment.SetEnvironmentVariable(Diagnosis.DataVariable, null);

    [Test]
    public void Every_item_says_what_was_found()
    {
        var items = Diagnosis.Examine();

        Assert.That(items.Select(item => item.What), Is.Unique.And.None.Empty);
        Assert.That(items.Select(item => item.Found), Has.None.Empty);
        Assert.That(items, Has.Count.EqualTo(12));
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
    public void Missing_data_has_a_remedy()
    {
        using var folder = new TemporaryFolder();
        Assert.That(Item("MNIST").Remedy, Does.Contain("DLNX_DATA"));

        Environment.SetEnvironmentVariable(Diagnosis.DataVariable, folder.Path);
        Assert.That(Item("MNIST").Found, Is.EqualTo($"not found in {folder.Path}"));
        Assert.That(Item("MNIST").Remedy, Is.EqualTo("optional: put the four IDX files there"));

        Environment.SetEnvironmentVariable(Diagnosis.DataVariable, "/nowhere");
        Assert.That(Item("CIFAR-10").Found, Is.EqualTo("not found in /nowhere"));
    }

    [Test]
    public void Data_are_found_in_any_folder_below()
    {
        using var folder = new TemporaryFolder();
        folder.Write("deep/mnist/train-images-idx3-ubyte", "");
        Environment.SetEnvironmentVariable(Diagnosis.DataVariable, folder.Path);

        Assert.That(Item("MNIST"), Is.EqualTo(new DiagnosisItem("MNIST", folder.PathOf("deep/mnist"), "")));
        Assert.That(Item("CIFAR-10").Found, Does.StartWith("not found"));
    }

    private static Dictionary<string, string> Found() =>
        Diagnosis.Examine().ToDictionary(item => item.What, item => item.Found);

    private static DiagnosisItem Item(string what) => Diagnosis.Examine().Single(item => item.What == what);
}
