using Dlnx.Landscapes;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/holder", "Gradient descent on the Holder table, the learning rate raised in stages", Source = "B/fig-11")]
public sealed class HolderStages : Quantity
{
    [Parameter(Description = "x at the start")]
    public double X0 { get; set; } = 1.3126;

    [Parameter(Description = "y at the start")]
    public double Y0 { get; set; } = 0.05;

    [Parameter(Above = 0, Description = "learning rates η, one stage each")]
    public double[] Schedule { get; set; } = [0.3, 0.8, 1.2, 2, 3, 4];

    [Parameter("stage", Min = 1, Max = 1_000_000, Description = "steps of a stage")]
    public int StageSteps { get; set; } = 400;

    [Parameter(Min = 0, Max = 1, Description = "kick (kick, 2 kick) at the start of each stage")]
    public double Kick { get; set; } = 1e-3;

    public override void Validate()
    {
        if (Math.Sin(X0) * Math.Cos(Y0) == 0)
            throw new ParameterException(
                "x0",
                $"is {X0:R}, on a kink of the function; it must not be a multiple of π."
            );
    }

    public override Outputs Evaluate()
    {
        var plan = new StagedDescent(Schedule, StageSteps, new(Kick, 2 * Kick));
        var stages = plan.Run(new HolderTable(), new(X0, Y0), HolderMinima.All[0].Point);
        return new Outputs
        {
            { "x", stages.Select(stage => Defined.OrNull(stage.End.X)) },
            { "y", stages.Select(stage => Defined.OrNull(stage.End.Y)) },
            { "converged", stages.Select(stage => stage.Converged) },
            { "sharpness", stages.Select(stage => Defined.OrNull(stage.Sharpness)) },
            { "ratio", stages.Select(stage => Defined.OrNull(stage.Ratio)) },
            { "maxDistance", stages.Select(stage => Defined.OrNull(stage.MaxDistance)) },
            { "minima", HolderMinima.All.Select(Row) },
        };
    }

    private static MinimumRow Row(LandscapeMinimum minimum) =>
        new(
            minimum.Point.X,
            minimum.Point.Y,
            minimum.Value,
            minimum.Hessian.Smallest,
            minimum.Hessian.Largest,
            minimum.LargestLearningRate
        );

    private sealed record MinimumRow(double X, double Y, double F, double Smaller, double Larger, double TwoOverLambda);
}
