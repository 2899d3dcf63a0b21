namespace Dlnx.Networks;

/// <summary>The end of a run and its trace. Loss, accuracies and sharpness belong to <see cref="Parameters"/>.</summary>
public sealed partial record TrainingRun
{
    /// <summary>How it ended.</summary>
    public required TrainingOutcome Outcome { get; init; }

    /// <summary>Updates done.</summary>
    public required int Steps { get; init; }

    /// <summary>The first update with the small rate; null where the run never switched.</summary>
    public int? SwitchStep { get; init; }

    /// <summary>θ after the last update, P entries; not finite after a divergence.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>L before update 0, 1, … and at the end: Steps + 1 numbers, full batch.</summary>
    public required double[] Losses { get; init; }

    /// <summary>λ₁ on the way, where the plan asks for it.</summary>
    public required IReadOnlyList<SharpnessSample> Sharpness { get; init; }

    /// <summary>Share of training examples classified right; NaN without labels or after a divergence.</summary>
    public required double TrainingAccuracy { get; init; }

    /// <summary>Share of validation examples classified right; NaN without them or after a divergence.</summary>
    public required double ValidationAccuracy { get; init; }

    /// <summary>The loss on the validation examples; NaN without them or after a divergence.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>λ₁ by a cold Lanczos run; NaN where it is not measured or not finite.</summary>
    public required double TerminalSharpness { get; init; }

    /// <summary>L at the end.</summary>
    public double Loss => Losses[^1];

    /// <summary>Trains.</summary>
    /// <param name="problem">what is trained; used by this call only while it runs</param>
    /// <param name="start">θ₀, P entries; copied</param>
    /// <param name="plan">how</param>
    /// <param name="probe">looks at points of the run; null for nobody</param>
    /// <param name="progress">is told where the run is, now and then</param>
    /// <param name="cancellation">ends the run with an exception</param>
    /// <exception cref="ArgumentException">a number of the plan is out of its range, or the start has another length</exception>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static TrainingRun Of(
        TrainingProblem problem,
        ReadOnlySpan<double> start,
        TrainingPlan plan,
        TrainingProbe? probe = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate(problem.Training.Examples);
        if (start.Length != problem.Training.ParameterCount)
            throw new ArgumentException(
                $"The network has {problem.Training.ParameterCount} parameters; the start has {start.Length}."
            );
        return new TrainingLoop(problem, start, plan) { Probe = probe, Progress = progress }.Run(cancellation);
    }
}
