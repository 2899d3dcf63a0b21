using Dlnx.Data;
using Dlnx.Verify;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.DataSets;

/// <summary>The data sets of the papers' network experiments: three published ones, and the surrogates that stand in.</summary>
public sealed class KnownDataSets : DataSetProvider
{
    /// <summary>Handwritten digits.</summary>
    public static GreyImages Mnist { get; } =
        new(
            "mnist",
            "MNIST",
            firstLabels: [5, 0, 4, 1, 9, 2, 1, 3, 1, 4],
            PublishedFile.Under("train-images-idx3-ubyte.gz", 9912422, "f68b3c2dcbeaaa9fbdd348bbdeb94873", MnistHosts),
            PublishedFile.Under("train-labels-idx1-ubyte.gz", 28881, "d53e105ee54ea40749a09fcbcd1e9432", MnistHosts),
            PublishedFile.Under("t10k-images-idx3-ubyte.gz", 1648877, "9fb629c4189551a2d022fa330f9573f3", MnistHosts),
            PublishedFile.Under("t10k-labels-idx1-ubyte.gz", 4542, "ec29112dd5afa0611ce80d1b7f02629c", MnistHosts)
        );

    /// <summary>Articles of clothing.</summary>
    public static GreyImages FashionMnist { get; } =
        new(
            "fashion-mnist",
            "Fashion-MNIST",
            firstLabels: [9, 0, 0, 3, 0, 2, 7, 2, 5, 5],
            PublishedFile.Under(
                "train-images-idx3-ubyte.gz",
                26421880,
                "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
                FashionHosts
            ),
            PublishedFile.Under("train-labels-idx1-ubyte.gz", 29515, "25c81989df183df01b3e8a0aad5dffbe", FashionHosts),
            PublishedFile.Under("t10k-images-idx3-ubyte.gz", 4422102, "bef4ecab320f06d8554ea6380940ec79", FashionHosts),
            PublishedFile.Under("t10k-labels-idx1-ubyte.gz", 5148, "bb300cfdad3c16e7a12a480ee83cd310", FashionHosts)
        );

    /// <summary>Small colour photographs.</summary>
    public static Cifar10 Cifar10 { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<DataSet> Sets { get; } =
    [
        Mnist,
        FashionMnist,
        Cifar10,
        new SurrogateData(SurrogateSet.Bursts()),
        new SurrogateData(SurrogateSet.Generalisation()),
    ];

    // The first address is the authors' own; it does not always answer.
    private static string[] MnistHosts =>
        ["https://yann.lecun.com/exdb/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/"];

    private static string[] FashionHosts =>
        [
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        ];

    /// <inheritdoc/>
    public override DataSet? Find(string name)
    {
        if (!name.Contains(':', StringComparison.Ordinal))
            return null;
        try
        {
            return new SurrogateData(SurrogateSet.Parse(name));
        }
        catch (ArgumentException refusal)
        {
            throw new ProblemException(refusal.Message, ExitCode.Usage);
        }
    }
}
