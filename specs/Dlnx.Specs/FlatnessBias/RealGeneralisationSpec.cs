using Dlnx.Networks;
using Dlnx.Specs.DataSets;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Base of the claims whose networks can also be trained on CIFAR-10, where the user allows the hours.</summary>
public abstract class RealGeneralisationSpec : GeneralisationSpec
{
    /// <summary>The most epochs of a run on CIFAR-10 5k; the full batch makes an epoch one step.</summary>
    protected const int Cifar5kEpochs = 500;

    private const int Cifar5kImages = 5000;

    [Parameter(Above = 0, Max = 1e6, Description = "hours that training on real data may take")]
    public double Hours { get; set; } = 1;

    /// <summary>Ends the check as skipped when runs would take longer than allowed.</summary>
    /// <param name="what">the runs, as the subject of a sentence</param>
    /// <param name="network">the network</param>
    /// <param name="images">images of the training set</param>
    /// <param name="epochs">the most epochs of a run</param>
    /// <param name="runs">how many runs</param>
    protected void AllowHours(string what, NetworkArchitecture network, int images, int epochs, int runs)
    {
        var hours = RealTraining.Hours(network, images, epochs, runs);
        if (hours > Hours)
            Skip(
                $"{what} takes about {hours:F0} hours on {RealTraining.Computer}; allow them with --set hours={hours:F0}{More(hours)}."
            );
        Report($"about {hours:F0} hours");
    }

    // What is only estimated gets twice the time.
    private string More(double hours) =>
        TimeBudget > TimeSpan.Zero && 2 * hours > TimeBudget.TotalHours ? $" --timeout {2 * hours * 3600:F0}" : "";

    /// <summary>The runs of plans with VGG10 on 500 images of each class of CIFAR-10, in their order.</summary>
    /// <param name="plans">how; warm-up and budget of steps are the paper's</param>
    protected IReadOnlyList<SeedRuns> TrainOnCifar5k(IReadOnlyList<TrainingPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        var folder = RequireData(KnownDataSets.Cifar10);
        AllowHours(
            $"VGG10 in {plans.Count} settings with {Seeds.Length} seeds",
            Architectures.Vgg10(),
            Cifar5kImages,
            Cifar5kEpochs,
            plans.Count * Seeds.Length
        );
        return Train(
            RealTraining.Cifar5k(folder),
            plans.Select(plan => plan with { WarmUp = 2, MaximumSteps = Cifar5kEpochs })
        );
    }
}
