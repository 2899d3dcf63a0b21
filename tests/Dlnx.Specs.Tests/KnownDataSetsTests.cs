using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Specs.DataSets;
using Dlnx.Verify;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.Tests;

/// <summary>The published and the generated data sets, on copies made up here.</summary>
public sealed class KnownDataSetsTests
{
    private static readonly byte[] MnistStart = [5, 0, 4, 1, 9, 2, 1, 3, 1, 4];
    private static readonly byte[] FashionStart = [9, 0, 0, 3, 0, 2, 7, 2, 5, 5];

    private string root = "";

    [SetUp]
    public void Make() => root = Directory.CreateTempSubdirectory("dlnx-data-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(root, recursive: true);

    [Test]
    public void Sets_in_files_of_the_same_names_are_told_apart_by_their_labels()
    {
        WriteGrey("raw/first", FashionStart, 20, 20);
        WriteGrey("raw/second", MnistStart, 20, 20);
        var roots = new DataRoots(root);
        Assert.That(roots.Find(KnownDataSets.Mnist)!.Path, Does.EndWith("second"));
        Assert.That(roots.Find(KnownDataSets.FashionMnist)!.Path, Does.EndWith("first"));
        Assert.That(roots.Find(KnownDataSets.Cifar10), Is.Null);
    }

    [Test]
    public void A_whole_copy_is_read()
    {
        WriteGrey("mnist", MnistStart, 60_000, 10_000);
        var folder = new DataRoots(root).Find(KnownDataSets.Mnist)!;
        Assert.That(KnownDataSets.Mnist.Examine(folder), Is.EqualTo("60000 + 10000 images of 1×28×28 in 10 classes"));
    }

    [Test]
    public void A_copy_with_other_images_is_refused()
    {
        WriteGrey("mnist", MnistStart, 60_000, 9_999);
        Refused(KnownDataSets.Mnist, "mnist", "holds 9999 test images; MNIST has 10000");
        WriteGrey("mnist", MnistStart, 12, 12, side: 27);
        Refused(KnownDataSets.Mnist, "mnist", "train-images-idx3-ubyte holds images of 1×27×27; MNIST has 1×28×28");
        WriteColour("cifar10", 4, 9);
        Refused(KnownDataSets.Cifar10, "cifar10", "holds 20 training images; CIFAR-10 has 50000");
    }

    [Test]
    public void A_selection_has_the_first_images_of_the_first_classes()
    {
        WriteColour("cifar10", 30, 20);
        var split = KnownDataSets.Cifar10.Split(new DataFolder(Path.Combine(root, "cifar10")), 4, 15, 2);
        Assert.That((split.Training.Count, split.Validation.Count), Is.EqualTo((60, 8)));
        Assert.That(split.Training.Shape, Is.EqualTo(new FeatureShape(3, 32, 32)));
        Assert.That(split.Validation.Labels.ToArray(), Is.EqualTo(new[] { 0, 1, 2, 3, 0, 1, 2, 3 }));
        Assert.That(
            () => KnownDataSets.Cifar10.Split(new DataFolder(Path.Combine(root, "cifar10")), 4, 16, 2),
            Throws.TypeOf<ProblemException>().With.Message.Contains("Class 0 has 15 images; 16 are asked for")
        );
    }

    [Test]
    public void A_damaged_file_of_a_named_folder_is_named_with_its_byte()
    {
        WriteGrey("mnist", MnistStart, 12, 12);
        Write("mnist", "train-labels-idx1-ubyte", stream => stream.Write([0, 0, 8, 1, 0, 0, 0, 2, 1, 77]));
        Refused(
            KnownDataSets.Mnist,
            "mnist",
            "train-labels-idx1-ubyte, byte 9: label 77; there are 10 classes, from 0"
        );
    }

    [TestCase("S1")]
    [TestCase("S2")]
    [TestCase("tex:3,7,5")]
    [TestCase("glyph:10,12,1,3,96,2")]
    public void A_surrogate_is_read_back_as_generated(string name)
    {
        var set = (GeneratedDataSet)DataSetCatalog.Load([typeof(KnownDataSets).Assembly]).Find(name);
        var folder = DataStore.Make(set, root);
        Assert.That(set.Examine(folder), Does.EndWith("as generated"));
        Assert.That(new DataRoots(root).Find(set)!.Path, Is.EqualTo(folder.Path));
        Assert.That(new DataRoots(root).Find(KnownDataSets.Mnist), Is.Null);
        Assert.That(set.VerifyGenerator(), name.Length == 2 ? Does.Contain("claims catalogue") : Is.Empty);

        var file = folder.Find(set.Files[0])!;
        var octets = File.ReadAllBytes(file);
        octets[^1] ^= 1;
        File.WriteAllBytes(file, octets);
        Refused(set, set.FolderName, $"differs from what {name} generates");
    }

    [Test]
    public void The_published_files_are_complete_and_differ()
    {
        var sets = new KnownDataSets().Sets.OfType<PublishedDataSet>().ToList();
        foreach (var file in sets.SelectMany(set => set.Downloads))
        {
            Assert.That(file.Md5, Does.Match("^[0-9a-f]{32}$"), file.Name);
            Assert.That(file.Addresses[0].AbsoluteUri, Does.EndWith("/" + file.Name));
        }
        Assert.That(sets.SelectMany(set => set.Downloads).Select(file => file.Md5), Is.Unique);
    }

    private void Refused(DataSet set, string folder, string problem) =>
        Assert.That(
            () => set.Examine(new DataFolder(Path.Combine(root, folder))),
            Throws.TypeOf<ProblemException>().With.Message.Contains(problem)
        );

    private void WriteGrey(string folder, byte[] firstLabels, int training, int test, int side = 28)
    {
        foreach (var (part, count) in new[] { ("train", training), ("t10k", test) })
        {
            byte[] labels = [.. firstLabels, .. new byte[count - firstLabels.Length]];
            var images = new LabelledImages(new FeatureShape(1, side, side), 10, new byte[count * side * side], labels);
            Write(folder, part + "-images-idx3-ubyte", stream => IdxFile.WriteImages(stream, images));
            Write(folder, part + "-labels-idx1-ubyte", stream => IdxFile.WriteLabels(stream, images));
        }
    }

    private void WriteColour(string folder, int perBatch, int test)
    {
        foreach (var file in KnownDataSets.Cifar10.Files)
        {
            var images = new TexGenerator(10, 1).Generate(0, file == Cifar10.TestBatch ? test : perBatch);
            Write(folder, file, stream => CifarFile.Write(stream, images));
        }
    }

    private void Write(string folder, string file, Action<Stream> write)
    {
        using var stream = File.Create(
            Path.Combine(Directory.CreateDirectory(Path.Combine(root, folder)).FullName, file)
        );
        write(stream);
    }
}
