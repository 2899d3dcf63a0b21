using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The Hessian of a small perceptron on generated textures after some gradient steps (D, App. B.1).</summary>
/// <param name="parameters">θ</param>
public sealed class NetworkHessian(double[] parameters)
{
    /// <summary>The data's name.</summary>
    public const string Data = "tex:4,120,3";

    private const double LearningRate = 0.1;

    private static readonly SurrogateExperiment Experiment = new(
        SurrogateSet.Parse(Data),
        Architectures.MultilayerPerceptron([192, 24, 24, 4]),
        InitialScheme.Torch
    );

    /// <summary>Trains.</summary>
    /// <param name="seed">of the initial parameters</param>
    /// <param name="steps">gradient steps with η = 0.1, ≥ 0</param>
    /// <param name="cancellation">ends the training with an exception</param>
    public static NetworkHessian After(ulong seed, int steps, CancellationToken cancellation)
    {
        var plan = TrainingPlan.GradientDescent(LearningRate) with
        {
            StopLoss = 0,
            MaximumSteps = steps,
            TerminalLanczosSteps = 0,
        };
        var run = TrainingRun.Of(
            Experiment.Problem(TrainingEngine.New()),
            Experiment.Start(seed),
            plan,
            cancellation: cancellation
        );
        return new(run.Parameters);
    }

    /// <summary>A Lanczos run from the tracker's cold start.</summary>
    /// <param name="steps">m</param>
    /// <param name="rule">how the basis is kept orthogonal</param>
    public LanczosTridiagonalisation Run(int steps, Reorthogonalisation rule)
    {
        var objective = Experiment.Problem(TrainingEngine.New()).Training;
        using var curvature = objective.Linearize(parameters);
        var lanczos = new LanczosTridiagonalisation(parameters.Length, steps, rule);
        lanczos.Run(curvature.Apply, SharpnessTracker.ColdStart(parameters.Length), steps, new RandomStream(0));
        return lanczos;
    }
}
