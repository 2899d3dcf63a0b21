namespace Dlnx.Linear;

/// <summary>A learning rate that is constant, or rises in equal steps to its final value first (warm-up).</summary>
/// <param name="Start">η at step 0</param>
/// <param name="Final">η from the end of the warm-up on</param>
/// <param name="WarmUp">after how many steps the final value is reached; 0 for a constant rate</param>
public readonly record struct RateSchedule(double Start, double Final, int WarmUp)
{
    /// <summary>η at every step.</summary>
    public static RateSchedule Constant(double learningRate) => new(learningRate, learningRate, 0);

    /// <summary>The learning rate of the step that follows t steps.</summary>
    public double At(int t) => t >= WarmUp ? Final : Start + ((Final - Start) * ((double)t / WarmUp));
}
