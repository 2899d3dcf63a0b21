using Dlnx.Networks;
using Dlnx.Numerics;
using Dlnx.Specs.MatrixFactorization.Training;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

public sealed partial class BiasFreePerceptron
{
    private const int ClusterSeeds = 5;
    private const int ClusterSteps = 3000;
    private const int Tail = 200;

    [Check(Tier.Full)]
    public void On_clusters_a_small_learning_rate_descends()
    {
        var runs = Clusters(0.5);
        var (settings, large) = (Settings(0.5), Clusters(3));
        Evidence
            .Trend("η = 0.5: no step of 3000 raises the loss", [.. runs.Select(run => 0.5 - Rises(run))], ClusterSeeds)
            .Rejects("the same at η = 3", [.. large.Select(run => 0.5 - Rises(run))]);
        Evidence.Trend(
            "η = 0.5: λ₁η/2 below 1, mean of the last ten samples",
            [.. settings.Zip(runs, (setting, run) => 1 - LateRatio(setting, run))],
            ClusterSeeds
        );
    }

    [Check(Tier.Full)]
    public void On_clusters_at_a_large_learning_rate_every_second_step_goes_up()
    {
        var (settings, runs) = (Settings(3), Clusters(3));
        Evidence
            .Trend(
                "η = 3: more than 500 of 3000 steps raise the loss",
                [.. runs.Select(run => Rises(run) - 500.0)],
                ClusterSeeds
            )
            .Rejects("no oscillation, as at η = 0.5", [.. Clusters(0.5).Select(run => Rises(run) - 500.0)]);
        Evidence.Trend(
            "η = 3: λ₁η/2 in [1, 2], mean of the last ten samples",
            [.. settings.Zip(runs, (setting, run) => Inside(LateRatio(setting, run), 1, 2))],
            ClusterSeeds
        );
        var increments = runs.Select(run => TimeSeries.Differences(run.Losses.AsSpan()[^(Tail + 1)..])).ToArray();
        Evidence
            .Trend(
                "share of rising steps among the last 200 in [0.4, 0.6]",
                [.. increments.Select(d => Inside(d.Count(x => x > 0) / (double)Tail, 0.4, 0.6))],
                FourOfFive(ClusterSeeds)
            )
            .Rejects("period 3: a third or two thirds", [.. increments.Select(d => ThirdsMargin(d))]);
        Evidence.Trend(
            "lag-1 autocorrelation of the loss increments below −0.5",
            [.. increments.Select(d => -0.5 - TimeSeries.Autocorrelation(d, 1))],
            FourOfFive(ClusterSeeds)
        );
        Figure("Loss on clusters, last 60 steps", Axis.Linear("step"), Axis.Log("loss"))
            .Points(
                "η = 3, seed 1",
                [.. Enumerable.Range(ClusterSteps + Tail - 59, 60).Select(step => (double)step)],
                runs[0].Losses[^60..]
            );
    }

    private static double ThirdsMargin(double[] increments)
    {
        var share = increments.Count(x => x > 0) / (double)Tail;
        return 0.05 - Math.Min(Math.Abs(share - (1.0 / 3)), Math.Abs(share - (2.0 / 3)));
    }

    private static int Rises(TrainingRun run) =>
        TimeSeries.Differences(run.Losses.AsSpan()[..Math.Min(run.Losses.Length, ClusterSteps + 1)]).Count(x => x > 0);

    private static double LateRatio(ClusterFit setting, TrainingRun run) =>
        setting.Ratios(run).Where(sample => sample.Step <= ClusterSteps).TakeLast(10).Average(sample => sample.Value);

    private static ClusterFit[] Settings(double eta) =>
        [
            .. Enumerable
                .Range(1, ClusterSeeds)
                .Select(seed => new ClusterFit(2, 64, 0.5, seed, eta, ClusterSteps + Tail)
                {
                    MeasuresSharpness = true,
                }),
        ];

    private IReadOnlyList<TrainingRun> Clusters(double eta)
    {
        OnSurrogate("Gaussian clusters");
        return Train(Settings(eta));
    }
}
