namespace Dlnx.Linear;

/// <summary>Whether a run measures the sharpness, by far the dearest of its measurements.</summary>
public enum SharpnessRecording
{
    /// <summary>Samples have no sharpness (NaN).</summary>
    Omit,

    /// <summary>Every sample has ‖∇²f‖₂.</summary>
    EverySample,
}

/// <summary>How long to run gradient descent, and what to measure on the way.</summary>
public sealed record RunPlan
{
    /// <summary>A run of T steps.</summary>
    /// <param name="learningRate">η &gt; 0, in the convention of the loss with ½</param>
    /// <param name="steps">T ≥ 0</param>
    /// <exception cref="ArgumentOutOfRangeException">the learning rate is not positive, or steps are negative</exception>
    public RunPlan(double learningRate, int steps)
    {
        if (!(learningRate > 0 && double.IsFinite(learningRate)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(learningRate),
                learningRate,
                $"The learning rate must be positive and finite; found {learningRate:R}."
            );
        }

        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        LearningRate = learningRate;
        Steps = steps;
    }

    /// <summary>η.</summary>
    public double LearningRate { get; }

    /// <summary>T, the number of gradient steps.</summary>
    public int Steps { get; }

    /// <summary>Samples are taken after 0, n, 2n, … steps and after the last; n ≥ 1, by default 10.</summary>
    public int Every
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10;

    /// <summary>Whether samples have a sharpness; by default not.</summary>
    public SharpnessRecording Sharpness { get; init; } = SharpnessRecording.Omit;

    internal bool Samples(int step) => step % Every == 0 || step == Steps;
}
