using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class BurstGrowthAndReturn
{
    private const double EdgeRate = 0.1;
    private const int EdgeSteps = 1000;
    private const int EarlySteps = 1000;

    [Check(Tier.Standard)]
    public void At_half_the_rate_the_limit_is_reached_later_or_never() =>
        OnTextures(bursts =>
        {
            var burst = bursts[0];
            var (eta, samples) = (burst.LearningRate, HalfRate(burst).Sharpness);
            Draw($"Sharpening at two rates, {burst.Name}", Axis.Linear("training time ηt"), Axis.Linear("λ₁η₀/2"))
                .Points(
                    "η = η₀/2",
                    [.. samples.Select(sample => sample.Step * eta / 2)],
                    [.. samples.Select(sample => sample.Value * eta / 2)]
                )
                .Line("η = η₀", [.. burst.Steps.Select(step => step * eta)], burst.Ratios)
                .Level("λ₁ = 2/η₀", 1)
                .Level("λ₁ = 4/η₀, the limit of η₀/2", 2);
            // Sharpening takes a training time, not a number of steps: later the smaller rate can reach its limit too.
            var early = samples.Where(sample => sample.Step <= EarlySteps).Max(sample => sample.Value * eta / 4);
            ForAllSeeds("λ₁ exceeds 2/η", bursts.Select(b => b.Ratios.Max() - 1))
                .Rejects(
                    "half the rate reaches its limit within 1000 steps as well",
                    [.. bursts.Select(_ => early - 1)]
                );
        });

    [Check(Tier.Standard)]
    public void Squared_error_settles_at_the_edge() => Settle(Seeds.Take(1));

    [Check(Tier.Full)]
    public void Squared_error_settles_at_the_edge_from_three_seeds() => Settle(Seeds.Take(3));

    private TrainingRun HalfRate(SeedBurst burst)
    {
        var plan = TrainingPlan.GradientDescent(burst.LearningRate / 2) with
        {
            StopLoss = 0,
            MaximumSteps = 2 * burst.StepOf(burst.Records.Count - 1),
            Sampling = new(40, LanczosSteps) { From = 400 },
            TerminalLanczosSteps = 0,
        };
        return Shared(
            $"{burst.Setting.Key(burst.Seed)} at half the rate",
            _ =>
                TrainingRun.Of(
                    new(burst.Setting.Objective()),
                    burst.Setting.Start(burst.Seed),
                    plan,
                    progress: new TrainingReport($"{burst.Name}, η/2", Report),
                    cancellation: Cancellation
                )
        );
    }

    /// <summary>The edge of stability with squared error: the network of S1, LeCun's scheme, η = 0.1.</summary>
    private void Settle(IEnumerable<int> seeds)
    {
        OnSurrogate("S1");
        var experiment = new SurrogateExperiment(
            SurrogateSet.Bursts(),
            BurstSetting.Surrogate(Plan).Architecture,
            InitialScheme.LeCun,
            LossFunction.MeanSquaredError
        );
        var plan = TrainingPlan.GradientDescent(EdgeRate) with
        {
            StopLoss = 0,
            MaximumSteps = EdgeSteps,
            Sampling = new(20, 14),
            TerminalLanczosSteps = 0,
        };
        var runs = seeds.Select(seed => (seed, run: Run(seed))).ToArray();
        double[][] settled = [.. runs.Select(r => Ratios(r.run.Sharpness.Where(s => s.Step >= EdgeSteps / 2)))];
        Evidence
            .Trend(
                "squared error: 0.9 ≤ λ₁η/2 ≤ 1.3 from step 500 to 1000",
                [.. settled.Select(ratios => Math.Min(ratios.Min() - 0.9, 1.3 - ratios.Max()))],
                atLeast: runs.Length
            )
            .Rejects("λ₁ settles at 1/η", [.. settled.Select(ratios => 0.1 - Math.Abs(ratios.Average() - 0.5))]);
        Evidence.Trend(
            "squared error: the two-step mean loss at 1000 is at most a quarter of that at 400",
            [.. runs.Select(r => 0.25 - (TwoStepLoss(r.run, EdgeSteps) / TwoStepLoss(r.run, 400)))],
            atLeast: runs.Length
        );
        var title = $"Squared error at the edge, η = 0.1, {runs.Length} seeds (surrogate S1)";
        var figure = Figure(title, Axis.Linear("step t"), Axis.Linear("λ₁η/2"));
        foreach (var (seed, run) in runs)
            figure.Points(
                $"seed {seed}",
                [.. run.Sharpness.Select(sample => (double)sample.Step)],
                Ratios(run.Sharpness)
            );
        figure.Level("λ₁ = 2/η", 1);

        TrainingRun Run(int seed) =>
            Shared(
                $"S1 squared error seed {seed} {plan}",
                _ =>
                    TrainingRun.Of(
                        experiment.Problem(TrainingEngine.New()),
                        experiment.Start((ulong)seed),
                        plan,
                        progress: new TrainingReport($"squared error, seed {seed}", Report),
                        cancellation: Cancellation
                    ),
                new TrainingRunFormat()
            );
    }

    private static double[] Ratios(IEnumerable<SharpnessSample> samples) =>
        [.. samples.Select(sample => sample.Value * EdgeRate / 2)];

    private static double TwoStepLoss(TrainingRun run, int step) => (run.Losses[step] + run.Losses[step - 1]) / 2;
}
