using Dlnx.Flatness;
using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/clipped-ada", "Training with RMSprop or Adam whose second moment is capped", Source = "D/fig-10")]
public sealed class ClippedAda : SeededQuantity
{
    private const int Budget = 1500;

    [Parameter(Description = "rmsprop: β₁ = 0 by default; adam: 0.9")]
    public AdaptiveOptimizer Optimizer { get; set; } = AdaptiveOptimizer.Rmsprop;

    [Parameter("eta", Above = 0, Max = 10, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.001;

    [Parameter("tau", Description = "cap τ > 0 on the second moment, or inf")]
    public string Cap { get; set; } = "1e-6";

    [Parameter(
        "beta1",
        Min = 0,
        Below = 1,
        Description = "decay β₁ of the mean of gradients; the optimiser's by default"
    )]
    public double? FirstDecay { get; set; }

    [Parameter("beta2", Min = 0, Below = 1, Description = "decay β₂ of the second moment")]
    public double SecondDecay { get; set; } = 0.99;

    [Parameter("eps", Min = 0, Max = 1, Description = "ε, added to the root")]
    public double Epsilon { get; set; } = 1e-8;

    [Parameter("B", Min = 0, Max = 300, Description = "batch size, 0 for the full batch")]
    public int Batch { get; set; }

    [Parameter("cap", Description = "corrected: min(v̂, τ); raw: the cap comes before the correction of the start")]
    public CapPlacement Placement { get; set; }

    public override void Validate()
    {
        if (OrInfinity.Caps("tau", Cap).Length != 1)
            throw new ParameterException("tau", $"is '{Cap}'; give one cap.");
    }

    public override Outputs Evaluate()
    {
        var cap = OrInfinity.Caps("tau", Cap)[0];
        var rule = PreconditionedRule.ClippedAda(LearningRate, cap) with
        {
            FirstDecay = FirstDecay ?? Optimizer.FirstDecay(),
            SecondDecay = SecondDecay,
            Epsilon = Epsilon,
            CapPlacement = Placement,
        };
        var noise = Batch > 0 ? new GradientNoise(1, Batch, 0) : null;
        var runs = Train(new TrainingPlan(rule) { MaximumSteps = Budget, Noise = noise });
        return new Outputs
        {
            { "mean_val", Defined.OrNull(runs.MeanAccuracy) },
            { "mean_lambda", Defined.OrNull(runs.MeanSharpness) },
            { "mean_steps", Defined.OrNull(runs.MeanSteps) },
            { "gd_rate", LearningRate / Math.Sqrt(cap) },
            { "failed", runs.Failed },
        };
    }
}
