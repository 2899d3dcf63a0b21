using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/goldilocks",
    "Validation accuracy and terminal sharpness of gradient descent at one learning rate",
    Source = "D/fig-6, D/sec-6.1"
)]
public sealed class Goldilocks : SeededQuantity
{
    [Parameter(Description = "S1, S2, tex:classes,N,seed or glyph:classes,N,seed,J,A,S")]
    public string Set { get; set; } = "S2";

    [Parameter("lr", Above = 0, Max = 10, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.04;

    [Parameter(Min = 0, Max = 10, Description = "loss at which training ends")]
    public double Stop { get; set; } = 0.02;

    [Parameter("tmax", Min = 0, Max = 100_000, Description = "the most steps of a run")]
    public int Budget { get; set; } = 3000;

    [Parameter("data-seed", Min = 1, Description = "seed of the images of S2")]
    public int DataSeed { get; set; } = 1;

    [Parameter("m", Min = 1, Max = 200, Description = "Lanczos steps of the terminal sharpness")]
    public int LanczosSteps { get; set; } = 20;

    public override void Validate()
    {
        var set = SurrogateChoice.Parse("set", Set);
        if (DataSeed != 1 && set.Name != SurrogateSet.Generalisation().Name)
            throw new ParameterException(
                "data-seed",
                $"is {DataSeed}; {Set} has its own seed, only S2 takes this one."
            );
    }

    public override Outputs Evaluate()
    {
        var set = DataSeed == 1 ? SurrogateChoice.Parse("set", Set) : SurrogateSet.Generalisation((ulong)DataSeed);
        var plan = TrainingPlan.GradientDescent(LearningRate) with
        {
            StopLoss = Stop,
            MaximumSteps = Budget,
            TerminalLanczosSteps = LanczosSteps,
        };
        var runs = Train(TrainingSetting.Of(SurrogateExperiment.Generalisation(set)), plan);
        return new Outputs
        {
            { "mean_val", Defined.OrNull(runs.MeanAccuracy) },
            { "mean_lambda", Defined.OrNull(runs.MeanSharpness) },
            { "mean_steps", Defined.OrNull(runs.MeanSteps) },
            { "val", runs.Accuracies.Select(Defined.OrNull) },
            { "failed", runs.Failed },
        };
    }
}
