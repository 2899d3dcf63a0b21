namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/noisy-gd",
    "Validation accuracy of gradient descent with the noise of batches at any strength",
    Source = "D/fig-8"
)]
public sealed class NoisyDescent : SeededQuantity
{
    [Parameter("lr", Above = 0, Max = 10, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.32;

    [Parameter("rho", Min = 0, Max = 1, Description = "strength of noise ρ")]
    public double Strength { get; set; } = 0.5;

    [Parameter("B", Min = 1, Max = 300, Description = "batch size |B|")]
    public int Batch { get; set; } = 100;

    [Parameter("tmax", Min = 0, Max = 100_000, Description = "the most steps of a run")]
    public int Budget { get; set; } = 800;

    public override Outputs Evaluate()
    {
        var runs = Train(TrainingPlans.Noisy(LearningRate, Strength, Batch, Budget));
        return new Outputs
        {
            { "mean_val", Defined.OrNull(runs.MeanAccuracy) },
            { "mean_steps", Defined.OrNull(runs.MeanSteps) },
            { "temperature", new NoisyRate(LearningRate, Strength).Temperature },
            { "failed", runs.Failed },
        };
    }
}
