using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>Both ends of the Hessian's spectrum where a run of setting S2 stopped.</summary>
/// <param name="Smallest">λ_min</param>
/// <param name="Largest">λ₁</param>
public sealed record TrainingEnd(double Smallest, double Largest)
{
    private static readonly SurrogateExperiment Setting = SurrogateExperiment.Generalisation();

    /// <summary>One run of setting S2.</summary>
    public static TrainingRun Train(
        int seed,
        TrainingPlan plan,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default
    ) =>
        TrainingRun.Of(
            Setting.Problem(TrainingEngine.New()),
            Setting.Start((ulong)seed),
            plan,
            progress: progress,
            cancellation: cancellation
        );

    /// <summary>The ends of those runs that reached their loss, by Lanczos from a cold start.</summary>
    /// <param name="runs">runs of setting S2</param>
    /// <param name="lanczosSteps">m</param>
    public static IReadOnlyList<TrainingEnd> Of(IEnumerable<TrainingRun> runs, int lanczosSteps)
    {
        var objective = Setting.Problem(TrainingEngine.New()).Training;
        return
        [
            .. runs.Where(run => run.Outcome == TrainingOutcome.Reached)
                .Select(run => At(objective, run, lanczosSteps)),
        ];
    }

    private static TrainingEnd At(ITrainingObjective objective, TrainingRun run, int lanczosSteps)
    {
        var tracker = new SharpnessTracker(objective.ParameterCount, lanczosSteps, leading: 1);
        using var curvature = objective.Linearize(run.Parameters);
        tracker.Measure(curvature);
        return new(tracker.Smallest, tracker.Sharpness);
    }
}
