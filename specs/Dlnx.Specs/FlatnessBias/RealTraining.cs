using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Specs.DataSets;
using Dlnx.Verify.DataSets;
using Dlnx.Verify.Engines;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The paper's own networks on the published data sets, and how long they take here.</summary>
public static class RealTraining
{
    /// <summary>Training images of CIFAR-10.</summary>
    public const int CifarImages = 50_000;

    /// <summary>Of each image in the augmented set.</summary>
    public const int Copies = 10;

    // Claims catalogue N, D/app-K: two cores, and the slower of two estimates for a large GPU.
    private const double OnCores = 60e9;
    private const double OnGpu = 6e12;
    private const double SecondsPerHour = 3600;

    /// <summary>The computer that <see cref="Hours"/> is an estimate for.</summary>
    public static string Computer => UsesGpu ? "a large GPU" : "two cores";

    private static bool UsesGpu => RunEngine.Current.Device.StartsWith("cuda", StringComparison.Ordinal);

    /// <summary>Five dense layers on 250 images of each of the first four classes of Fashion-MNIST.</summary>
    public static TrainingSetting FashionMnist(DataFolder folder) =>
        new(
            "Fashion-MNIST",
            Architectures.MultilayerPerceptron([28 * 28, 32, 32, 32, 32, 4]),
            InitialScheme.Torch,
            KnownDataSets.FashionMnist.Split(folder, 4, 250, 250)
        );

    /// <summary>VGG10 on 500 images of each class of CIFAR-10.</summary>
    public static TrainingSetting Cifar5k(DataFolder folder) =>
        new(
            "CIFAR-10 5k",
            Architectures.Vgg10(),
            InitialScheme.Convolutional,
            KnownDataSets.Cifar10.Split(folder, 10, 500, 1000)
        );

    /// <summary>A network on all of CIFAR-10, or on crops and flips of all its images.</summary>
    /// <param name="folder">where the data are</param>
    /// <param name="network">the network</param>
    /// <param name="copies">of each image, the first one as it is; 1 for the set itself</param>
    public static TrainingSetting Cifar(DataFolder folder, NetworkArchitecture network, int copies)
    {
        var images = KnownDataSets.Cifar10.Training(folder);
        var split = DataSplit.Of(images, KnownDataSets.Cifar10.Test(folder));
        return new(
            $"CIFAR-10 {copies * images.Count / 1000}k, {network.ParameterCount} parameters",
            network,
            InitialScheme.Convolutional,
            copies == 1 ? split : split with { Training = CropsAndFlips.Augment(images, split.Scaling, copies) }
        );
    }

    /// <summary>An estimate of the hours that runs take on the <see cref="Computer"/>, by counting operations.</summary>
    public static double Hours(NetworkArchitecture network, int images, int epochs, int runs) =>
        TrainingCost.Operations(network, images, epochs, runs) / (UsesGpu ? OnGpu : OnCores) / SecondsPerHour;
}
