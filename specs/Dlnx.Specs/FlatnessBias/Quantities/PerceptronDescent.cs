using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("N/gd", "Full-batch gradient descent of a perceptron on a surrogate set", Source = "N, Section 3.7")]
public sealed class PerceptronDescent : Quantity
{
    [Parameter(Description = "S1, S2, tex:classes,N,seed or glyph:classes,N,seed,J,A,S")]
    public string Set { get; set; } = "S1";

    [Parameter(Min = 1, Max = 100_000, Description = "inputs, hidden widths, outputs")]
    public int[] Sizes { get; set; } = [192, 32, 32, 32, 32, 4];

    [Parameter(Description = "how the bound of the start follows from the fan-in")]
    public SchemeChoice Scheme { get; set; } = SchemeChoice.Torch;

    [Parameter("init-seed", Description = "of the initial parameters")]
    public ulong InitialSeed { get; set; } = 1;

    [Parameter(Description = "cross-entropy or mean squared error")]
    public LossChoice Loss { get; set; } = LossChoice.Ce;

    [Parameter("eta", Above = 0, Max = 10, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.04;

    [Parameter(Min = 0, Max = 100_000, Description = "updates")]
    public int Steps { get; set; } = 50;

    [Parameter("at", Min = 0, Description = "updates after which the loss is given, at most steps")]
    public int[] Places { get; set; } = [0, 1, 5, 10, 20, 50];

    public override void Validate()
    {
        var set = SurrogateChoice.Parse("set", Set);
        var network = PerceptronChoice.Network(Sizes);
        var inputs = BoxMean.Shrink(set.Generator.Shape, set.BoxSide).Size;
        if (network.Input.Size != inputs || network.Output.Size != set.Generator.Classes)
            throw new ParameterException(
                "sizes",
                $"is {string.Join(",", Sizes)}; {Set} has {inputs} inputs and {set.Generator.Classes} classes."
            );
        if (Places.Max() > Steps)
            throw new ParameterException("at", $"is {string.Join(",", Places)}; there are {Steps} steps.");
    }

    public override Outputs Evaluate()
    {
        var network = PerceptronChoice.Network(Sizes);
        var experiment = new SurrogateExperiment(
            SurrogateChoice.Parse("set", Set),
            network,
            Scheme.Scheme(),
            Loss.Loss()
        );
        var plan = TrainingPlan.GradientDescent(LearningRate) with
        {
            StopLoss = 0,
            MaximumSteps = Steps,
            TerminalLanczosSteps = 0,
        };
        var run = TrainingRun.Of(experiment.Problem(TrainingEngine.New()), experiment.Start(InitialSeed), plan);
        return new Outputs
        {
            { "loss", Places.Select(step => step <= run.Steps ? Defined.OrNull(run.Losses[step]) : null) },
            { "accuracy", Defined.OrNull(run.TrainingAccuracy) },
            { "diverged_at", run.Outcome == TrainingOutcome.Diverged ? run.Steps : null },
        };
    }
}
