using Dlnx.Networks;
using Dlnx.Specs.DataSets;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class LearningRateTable
{
    private const int RealEpochs = 300;

    // Claims catalogue N, D/tab-1: the widths of VGG19 are lost, those of ResNet20 are known.
    private const double PointsOfVgg19 = 8;
    private const double PointsOfResNet20 = 3;

    [Check(Tier.Full)]
    public void VGG19_on_CIFAR10_rises() =>
        RequireRow(AccuracyTable.Vgg19, Architectures.Vgg19(), copies: 1, PointsOfVgg19);

    [Check(Tier.Full)]
    public void VGG19_on_augmented_CIFAR10_rises() =>
        RequireRow(AccuracyTable.Vgg19Augmented, Architectures.Vgg19(), RealTraining.Copies, PointsOfVgg19);

    [Check(Tier.Full)]
    public void ResNet20_on_augmented_CIFAR10_rises() =>
        RequireRow(AccuracyTable.ResNet20Augmented, Architectures.ResNet20(), RealTraining.Copies, PointsOfResNet20);

    private void RequireRow(AccuracyRow printed, NetworkArchitecture network, int copies, double points)
    {
        var folder = RequireData(KnownDataSets.Cifar10);
        AllowHours(
            $"One seed of {printed.Name} at {printed.Rates.Length} rates",
            network,
            copies * RealTraining.CifarImages,
            RealEpochs,
            printed.Rates.Length
        );
        var setting = RealTraining.Cifar(folder, network, copies);
        Seeds = [1];
        var sweep = Train(
            setting,
            printed.Rates.Select(rate =>
                TrainingPlan.GradientDescent(rate) with
                {
                    WarmUp = 2,
                    MaximumSteps = RealEpochs,
                    TerminalLanczosSteps = 0,
                }
            )
        );
        var row = new AccuracyRow(
            $"{printed.Name}, ours",
            printed.Rates,
            [.. sweep.Select(runs => 100 * runs.MeanAccuracy)]
        );
        Draw(row);
        Evidence.AtLeast("Spearman ρ with η", row.Spearman, 0.8);
        Evidence.AtLeast("best accuracy less that at η = .1, in points", row.Accuracies.Max() - row.Accuracies[0], 2.5);
        Evidence
            .Agrees("accuracy in percent", row.Accuracies, printed.Accuracies, Absolute(points))
            .Rejects("chance", [10, 10, 10, 10, 10, 10]);
    }
}
