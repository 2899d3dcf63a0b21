using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class ClippedTraining
{
    [Check(Tier.Standard)]
    public void With_batches_the_cap_helps_RMSprop_as_well() =>
        OnGlyphs(() =>
        {
            var runs = TrainAll([
                WithBatches(RmsProp(0.001, double.PositiveInfinity)),
                WithBatches(RmsProp(0.001, 1e-6)),
            ]);
            var gain = runs[1].MeanAccuracy - runs[0].MeanAccuracy;
            OnAverage("B = 100: validation accuracy with τ = 1e-6 less that without a cap ≥ .03", gain - 0.03)
                .Rejects("no effect of the cap: within .01", [0.01 - Math.Abs(gain)]);
            ForMostSeeds(
                "B = 100: validation accuracy with τ = 1e-6 less that without a cap",
                runs[1].GainOver(runs[0])
            );
        });

    [Check(Tier.Full)]
    public void Too_small_caps_fail() =>
        OnGlyphs(() =>
        {
            foreach (var (rate, cap) in new (double, double)[] { (0.003, 1e-6), (0.001, 1e-7) })
            {
                var runs = Train(RmsProp(rate, cap)).Runs;
                ForAllSeeds(
                        $"η = {rate}, τ = {cap}: the loss threshold is not reached in {Budget} steps",
                        [.. runs.Select(run => run.Outcome == TrainingOutcome.Reached ? -1.0 : 1.0)]
                    )
                    .Rejects(
                        "it is reached, as with τ = 1e-6 at η = .001",
                        [.. runs.Select(run => run.Outcome == TrainingOutcome.Reached ? 1.0 : -1.0)]
                    );
            }
        });

    [Check(Tier.Full)]
    public void Clipped_Adam_does_not_generalise_better() =>
        OnGlyphs(() =>
        {
            double[] caps = [double.PositiveInfinity, 1e-4, 1e-5];
            var runs = TrainAll(caps.Select(cap => Adam(0.003, cap)));
            double[] accuracy = [.. runs.Select(sweep => sweep.MeanAccuracy)];
            OnAverage(
                    "η = .003: the cap gains less than .01",
                    0.01 - (accuracy[1] - accuracy[0]),
                    0.01 - (accuracy[2] - accuracy[0])
                )
                .Rejects(
                    "the cap gains .02 as with RMSprop",
                    [accuracy[1] - accuracy[0] - 0.02, accuracy[2] - accuracy[0] - 0.02]
                );
            double[] rates = [1e-4, 3e-4, 0.001, 0.003, 0.006];
            var free = TrainAll(rates.Select(rate => Adam(rate, double.PositiveInfinity)));
            var rms = TrainAll(rates.Select(rate => RmsProp(rate, double.PositiveInfinity)));
            Figure(
                    "Adaptive optimisers without a cap",
                    Axis.Log("learning rate η"),
                    Axis.Linear("mean validation accuracy")
                )
                .Points("Adam", rates, [.. free.Select(sweep => sweep.MeanAccuracy)])
                .Points("RMSprop", rates, [.. rms.Select(sweep => sweep.MeanAccuracy)]);
            OnAverage(
                "terminal λ₁ of Adam at η = .006 does not fall below that at .0001",
                free[^1].MeanSharpness - free[0].MeanSharpness
            );
        });

    private void DrawCaps()
    {
        double[] caps = [1e-6, 3e-6, 1e-5, 3e-5, 1e-4];
        var runs = TrainAll(caps.Select(Chosen));
        var free = Train(Free);
        double[] rates = [.. caps.Select(cap => LearningRate / Math.Sqrt(cap))];
        double[] descent = [0.16, 0.32, 0.64, 1.28];
        var gradient = TrainAll(descent.Select(TrainingPlan.GradientDescent));
        Figure("Validation accuracy against the capped rate", Axis.Log("η/√τ"), Axis.Linear("mean validation accuracy"))
            .Line("gradient descent with this rate", descent, [.. gradient.Select(sweep => sweep.MeanAccuracy)])
            .Points("capped", rates, [.. runs.Select(sweep => sweep.MeanAccuracy)])
            .Level("without a cap", free.MeanAccuracy);
        Figure("Terminal sharpness against the capped rate", Axis.Log("η/√τ"), Axis.Linear("mean terminal λ₁"))
            .Line("gradient descent with this rate", descent, [.. gradient.Select(sweep => sweep.MeanSharpness)])
            .Points("capped", rates, [.. runs.Select(sweep => sweep.MeanSharpness)])
            .Level("without a cap", free.MeanSharpness);
    }
}
