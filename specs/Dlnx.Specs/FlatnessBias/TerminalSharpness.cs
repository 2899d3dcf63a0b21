using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/sec-6.1",
    "Terminal sharpness as a measure of flatness",
    Kind = ClaimKind.Definition,
    Source = "Section 6.1-6.2",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        While training is unstable the sharpness $\lambda_1$ oscillates about $2/\eta$ and says nothing about the flatness that has
        accumulated. It is read off later: after a following phase with a stable rate, run to completion. This *terminal sharpness*
        does not depend on the stable rate. Training is complete at the first step with training accuracy 1; the generalisation gap
        there is training less validation accuracy, so it orders runs as $1 -$ validation accuracy.
        """,
    Explanation = """
        As a definition it is usable: stable runs end at the same $\lambda_1$ whatever their rate. That it measures moments of the
        curvature of higher order is a conjecture of the paper, which nothing here decides. D/fig-7 and D/fig-9 use it.
        """
)]
public sealed class TerminalSharpness : GeneralisationSpec
{
    private static readonly double[] StableRates = [0.02, 0.04, 0.08];

    [Parameter("eta", Above = 0, Max = 0.15, Description = "a further stable learning rate η")]
    public double LearningRate { get; set; } = 0.04;

    [Check(Tier.Standard)]
    public void It_does_not_depend_on_the_stable_rate() =>
        OnGlyphs(() =>
        {
            var stable = TrainAll(StableRates.Select(TrainingPlan.GradientDescent));
            var chosen = Train(TrainingPlan.GradientDescent(LearningRate));
            if (chosen.Failed > 0)
                Skip(
                    $"With η = {LearningRate:R} {chosen.Failed} of {Seeds.Length} runs do not finish; choose another."
                );
            var unstable = Train(TrainingPlans.Noisy(0.32, 1, 30, 1200));
            double[] means = [.. stable.Select(runs => runs.MeanSharpness)];
            double[] Within(double sharpness) => [0.05 - Math.Abs((sharpness / means[1]) - 1)];
            OnAverage(
                    "terminal λ₁ at η = .02 and .08 within 5 % of η = .04",
                    [.. Within(means[0]), .. Within(means[2])]
                )
                .Rejects(
                    "λ₁ at the end of an unstable phase, batches of 30 at η = .32, would do",
                    [.. Within(unstable.MeanSharpness), .. Within(unstable.MeanSharpness)]
                );
            for (var i = 0; i < means.Length; i++)
                Accepted($"mean terminal λ₁ at η = {StableRates[i]}", means[i], Relative(0.05));
            OnAverage("terminal λ₁ at the chosen η within 5 % of η = .04", Within(chosen.MeanSharpness));
            OnAverage(
                "largest over smallest λ₁ of a seed: larger at the end of the unstable phase",
                Spread(unstable) - Spread(stable[1])
            );
        });

    [Check(Tier.Standard)]
    public void At_the_loss_threshold_training_is_complete() =>
        OnGlyphs(() =>
        {
            var runs = TrainAll(StableRates.Select(TrainingPlan.GradientDescent))
                .SelectMany(sweep => sweep.Runs)
                .ToArray();
            Evidence.Agrees(
                "training accuracy at the end",
                [.. runs.Select(run => run.TrainingAccuracy)],
                Ones(runs.Length),
                Absolute(0)
            );
            double[] byGap =
            [
                .. runs.OrderBy(run => run.TrainingAccuracy - run.ValidationAccuracy)
                    .Select(run => run.ValidationAccuracy),
            ];
            var order = Evidence.Matches("validation accuracies, by falling gap", byGap.Reverse(), byGap.Order());
            if (byGap.Distinct().Count() > 1)
                order.Rejects("a larger gap goes with a larger accuracy", byGap);
        });

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static double Spread(SeedRuns runs) => runs.Sharpness.Max() / runs.Sharpness.Min();
}
