namespace Dlnx.Networks;

/// <summary>What is trained and what it is judged by. Used by one thread at a time, like its objectives.</summary>
/// <param name="Training">the loss that is minimised</param>
/// <param name="Validation">the same network on examples it does not see; null where nothing is validated</param>
public sealed record TrainingProblem(ITrainingObjective Training, ITrainingObjective? Validation = null);
