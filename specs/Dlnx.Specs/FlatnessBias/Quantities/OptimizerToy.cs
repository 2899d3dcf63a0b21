using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/optimizer-toy", "An optimiser on a quadratic of two coordinates", Source = "D/fig-20")]
public sealed class OptimizerToy : Quantity
{
    [Parameter(Description = "the optimiser")]
    public ToyOptimizer Optimizer { get; set; } = ToyOptimizer.Rmsprop;

    [Parameter("eta", Above = 0, Max = 1e3, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.11;

    [Parameter("tau", Above = 0, Max = 1e12, Description = "cap τ of ca")]
    public double Cap { get; set; } = 1.2705;

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps")]
    public int Steps { get; set; } = 200;

    [Parameter("lambda", Above = 0, Max = 1e6, Description = "curvatures of the two coordinates")]
    public double[] Curvatures { get; set; } = [20, 1];

    [Parameter("theta0", Min = -1e6, Max = 1e6, Description = "start")]
    public double[] Start { get; set; } = [1, 1];

    [Parameter("at", Min = 0, Description = "steps to report")]
    public int[] At { get; set; } = [1, 10];

    public override void Validate()
    {
        ToyRules.RequirePlane(Curvatures, Start);
        if (At.Max() > Steps)
            throw new ParameterException("at", $"has {At.Max()}; the run has {Steps} steps.");
    }

    public override Outputs Evaluate()
    {
        var run = QuadraticDescent.Run(Curvatures, Start, Optimizer.Rule(LearningRate, Cap), Steps);
        return new Outputs
        {
            { "theta", At.Select(t => run.Points.Row(t).ToArray().Select(Defined.OrNull).ToArray()).ToArray() },
            { "diverged_at", run.FirstBeyond(ToyOptimizers.Divergence) },
        };
    }
}
