namespace Dlnx.Networks;

/// <summary>
/// The change to a small learning rate, without noise, from the first step on at whose parameters the training accuracy has
/// reached a threshold; it is never taken back.
/// </summary>
/// <param name="Accuracy">the threshold: 0 switches before the first step, anything above 1 never</param>
/// <param name="LearningRate">the small rate, ≥ 0</param>
public sealed record RateSwitch(double Accuracy, double LearningRate);
