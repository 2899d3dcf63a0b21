using Dlnx.Flatness;

namespace Dlnx.Networks;

/// <summary>How a recording ended.</summary>
public enum BurstOutcome
{
    /// <summary>All iterates of the plan are recorded.</summary>
    Recorded,

    /// <summary>λ₁ stayed below the trigger during the whole search: raise the rate or search longer.</summary>
    LimitNotApproached,

    /// <summary>The loss or its Hessian is no longer finite; the records end before.</summary>
    Diverged,
}

/// <summary>
/// Consecutive iterates of gradient descent near and above the stability limit with their curvature. About 4P doubles for each
/// record; safe for any number of reading threads.
/// </summary>
public sealed partial record BurstRecording
{
    /// <summary>How it was made.</summary>
    public required BurstPlan Plan { get; init; }

    /// <summary>How it ended.</summary>
    public required BurstOutcome Outcome { get; init; }

    /// <summary>The step of record 0: updates done before it.</summary>
    public required int FirstStep { get; init; }

    /// <summary>θ of record 0, P entries.</summary>
    public required double[] Start { get; init; }

    /// <summary>λ₁ as measured during the search.</summary>
    public required IReadOnlyList<SharpnessSample> Search { get; init; }

    /// <summary>The iterates; empty where recording never started.</summary>
    public required IReadOnlyList<BurstRecord> Records { get; init; }

    /// <summary>The burst; null where λ₁ never exceeds the limit.</summary>
    public BurstEpisode? Episode => BurstEpisode.Of(Records, Plan.LearningRate);

    /// <summary>The burst.</summary>
    /// <exception cref="ArgumentException">λ₁ never exceeds the limit</exception>
    internal BurstEpisode RequiredEpisode =>
        Episode
        ?? throw new ArgumentException(
            $"λ₁ never exceeds 2/η in the {Records.Count} records at η = {Plan.LearningRate}."
        );

    /// <summary>λ₁η/2 of a record; 1 is the stability limit.</summary>
    /// <param name="record">its index</param>
    public double SharpnessRatio(int record) => Records[record].Sharpness * Plan.LearningRate / 2;

    /// <summary>θ of a record, exactly as it was: the gradient steps from record 0 are done again.</summary>
    /// <param name="record">its index</param>
    /// <exception cref="ArgumentOutOfRangeException">there is no such record</exception>
    public double[] Parameters(int record)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(record);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(record, Records.Count);
        var parameters = (double[])Start.Clone();
        var descent = new PreconditionedDescent(
            PreconditionedRule.GradientDescent(Plan.LearningRate),
            parameters.Length
        );
        for (var i = 0; i < record; i++)
            descent.Step(parameters, Records[i].Gradient);
        return parameters;
    }
}
