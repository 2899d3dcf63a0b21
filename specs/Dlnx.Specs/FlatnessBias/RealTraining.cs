using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Specs.DataSets;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The paper's own networks on the published data sets, and how long they take here.</summary>
public static class RealTraining
{
    // Claims catalogue N, D/app-K: two cores.
    private const double OperationsPerSecond = 60e9;
    private const double SecondsPerHour = 3600;

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

    /// <summary>VGG19 on all of CIFAR-10.</summary>
    public static TrainingSetting Cifar50k(DataFolder folder) =>
        new(
            "CIFAR-10 50k",
            Architectures.Vgg19(),
            InitialScheme.Convolutional,
            DataSplit.Of(KnownDataSets.Cifar10.Training(folder), KnownDataSets.Cifar10.Test(folder))
        );

    /// <summary>An estimate of the hours that runs take, by counting operations.</summary>
    public static double Hours(NetworkArchitecture network, int images, int epochs, int runs) =>
        TrainingCost.Operations(network, images, epochs, runs) / OperationsPerSecond / SecondsPerHour;
}
