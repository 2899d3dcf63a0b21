using System.Numerics.Tensors;
using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "N/hvp-lanczos",
    "Loss, gradient and extreme Hessian eigenvalues of a perceptron on a surrogate set after some gradient steps",
    Source = "N, Sections 3.2 and 3.3, D/B-mpk"
)]
public sealed class NetworkSpectrum : PerceptronQuantity
{
    private const double Shift = 1e-5;

    [Parameter("steps", Min = 0, Max = 5000, Description = "gradient steps before the Hessian is taken")]
    public int StepCount { get; set; }

    [Parameter("eta", Above = 0, Max = 10, Description = "learning rate η of these steps")]
    public double LearningRate { get; set; } = 0.04;

    [Parameter("m", Min = 5, Max = 200, Description = "Lanczos steps")]
    public int LanczosSteps { get; set; } = 60;

    [Parameter("k", Min = 1, Description = "leading eigenvalues to report, at most m")]
    public int Leading { get; set; } = 3;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (Leading > LanczosSteps)
            throw new ParameterException("k", $"is {Leading}; {LanczosSteps} Lanczos steps give at most as many.");
    }

    public override Outputs Evaluate()
    {
        var experiment = Experiment();
        var objective = experiment.Problem(TrainingEngine.New()).Training;
        var parameters = Train(objective, experiment.Start(InitialSeed));
        var lanczos = new LanczosTridiagonalisation(parameters.Length, Math.Min(LanczosSteps, parameters.Length));
        using var curvature = objective.Linearize(parameters);
        var isFinite = double.IsFinite(curvature.Loss) && TensorPrimitives.IsFiniteAll(curvature.Gradient);
        if (isFinite)
        {
            var start = SharpnessTracker.ColdStart(parameters.Length);
            lanczos.Run(curvature.Apply, start, Math.Min(LanczosSteps, parameters.Length), new RandomStream(0));
        }

        return new Outputs
        {
            { "loss", Defined.OrNull(curvature.Loss) },
            { "grad_norm", Defined.OrNull(TensorPrimitives.Norm(curvature.Gradient)) },
            { "lambda", isFinite ? lanczos.RitzValues.Take(Leading).ToArray() : null },
            { "lambda_min", isFinite ? lanczos.RitzValues[^1] : null },
            { "orthogonality", isFinite ? lanczos.OrthogonalityLoss() : null },
            { "hvp_fd_error", isFinite ? Defined.OrNull(DifferenceError(objective, curvature, parameters)) : null },
        };
    }

    private double[] Train(ITrainingObjective objective, double[] start)
    {
        var plan = TrainingPlan.GradientDescent(LearningRate) with
        {
            StopLoss = 0,
            MaximumSteps = StepCount,
            TerminalLanczosSteps = 0,
        };
        return TrainingRun.Of(new(objective), start, plan).Parameters;
    }

    /// <summary>‖Hv − [g(θ + hv) − g(θ − hv)]/2h‖/‖Hv‖ for the unit vector v of a cold Lanczos start.</summary>
    private static double DifferenceError(ITrainingObjective objective, ILocalCurvature curvature, double[] parameters)
    {
        var direction = SharpnessTracker.ColdStart(parameters.Length);
        TensorPrimitives.Divide(direction, TensorPrimitives.Norm<double>(direction), direction);
        double[] product = new double[parameters.Length],
            ahead = new double[parameters.Length];
        double[] behind = new double[parameters.Length],
            point = new double[parameters.Length];
        curvature.Apply(direction, product);
        TensorPrimitives.MultiplyAdd(direction, Shift, parameters, point);
        objective.Gradient(point, ahead);
        TensorPrimitives.MultiplyAdd(direction, -Shift, parameters, point);
        objective.Gradient(point, behind);
        TensorPrimitives.Subtract(ahead, behind, ahead);
        TensorPrimitives.Divide(ahead, 2 * Shift, ahead);
        return TensorPrimitives.Distance<double>(product, ahead) / TensorPrimitives.Norm<double>(product);
    }
}
