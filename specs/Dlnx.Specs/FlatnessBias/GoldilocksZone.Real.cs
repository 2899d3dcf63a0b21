using Dlnx.Networks;
using Dlnx.Specs.DataSets;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class GoldilocksZone
{
    [Check(Tier.Full)]
    public void Fashion_MNIST_has_the_zone()
    {
        var setting = RealTraining.FashionMnist(RequireData(KnownDataSets.FashionMnist));
        var rates = LearningRates.Geometric(0.0125, 2, 9);
        // The epoch budget of the paper at the rate .1, longer below it.
        TrainingPlan[] plans =
        [
            .. rates.Select(rate =>
                TrainingPlan.GradientDescent(rate) with
                {
                    MaximumSteps = LearningRates.CompensatedSteps(1000, rate),
                }
            ),
        ];
        var steps = plans.Sum(plan => plan.MaximumSteps) * Seeds.Length;
        var minutes = 60 * RealTraining.Hours(setting.Architecture, setting.Data.Training.Count, steps, runs: 1);
        Report($"at most about {minutes:F0} minutes");
        AssessZone(setting.Name, rates, all => Train(setting, all), plans, least: 0.003);
    }

    [Check(Tier.Full)]
    public void CIFAR10_has_the_zone()
    {
        var rates = LearningRates.Geometric(0.005, 1.5, 20);
        AssessZone(
            "CIFAR-10 5k",
            rates,
            plans => TrainOnCifar5k(plans),
            [.. rates.Select(TrainingPlan.GradientDescent)],
            least: 0.02
        );
    }

    private void AssessZone(
        string name,
        double[] rates,
        Func<IReadOnlyList<TrainingPlan>, IReadOnlyList<SeedRuns>> train,
        TrainingPlan[] plans,
        double least
    )
    {
        // The gentlest runs say where the limit is; what is sampled on the way does not change them.
        plans[0] = plans[0] with
        {
            Sampling = new(20, 15),
        };
        var sweep = train(plans);
        var limit = sweep[0].Runs.Average(run => 2 / run.Sharpness.Max(sample => sample.Value));
        double[] means = [.. sweep.Select(runs => runs.MeanAccuracy)];
        double[] below = [.. means.Where((_, i) => rates[i] < limit)];
        double[] above = [.. means.Where((mean, i) => rates[i] >= limit && double.IsFinite(mean))];
        Figure(
                $"Validation accuracy against the learning rate ({name})",
                Axis.Log("learning rate η"),
                Axis.Linear("validation accuracy")
            )
            .Points("mean over seeds", rates, means)
            .Rule("η_c = 2/max λ₁", limit);
        if (below.Length == 0 || above.Length == 0)
            Skip($"All rates lie on one side of the limit η_c = {limit:G3}.");
        Evidence.AtMost("largest less smallest mean accuracy below the limit", below.Max() - below.Min(), 0.01);
        Evidence.AtLeast(
            "best mean accuracy above the limit less the mean below it",
            above.Max() - below.Average(),
            least
        );
        var largest = sweep[^1];
        Evidence
            .Matches(
                "the largest rate fails or falls",
                largest.Failed > 0 || largest.MeanAccuracy < above.Max(),
                expected: true
            )
            .Rejects("larger is always better", statement: false);
    }
}
