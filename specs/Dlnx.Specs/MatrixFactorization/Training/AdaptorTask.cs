using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>
/// Fine-tuning of a trained perceptron 196-48-48-10 with adaptors on all its layers: the score of a pair of inputs from its
/// softmax outputs, the mean squared error of the scores as loss. Immutable and thread safe.
/// </summary>
/// <param name="frozen">the trained parameters</param>
public sealed class AdaptorTask(double[] frozen)
{
    /// <summary>Records that the pre-trained network is validated on.</summary>
    public const int ValidationCount = 400;

    private const int Classes = 10;
    private const int TestStart = 5000;
    private const int TestPairs = 256;

    private readonly Lazy<LabelledExamples> test = new(() => PairTask.Examples(TestStart, TestPairs));

    /// <summary>The network.</summary>
    public static NetworkArchitecture Network { get; } = Architectures.MultilayerPerceptron([196, 48, 48, Classes]);

    /// <summary>What it is trained on before.</summary>
    public static SurrogateSet PreTrainingSet { get; } =
        SurrogateSet.Glyph(600, new(Classes, 5, jitter: 3, noise: 96, shift: 2)) with
        {
            ValidationCount = ValidationCount,
        };

    /// <summary>The test pairs.</summary>
    public LabelledExamples Test => test.Value;

    /// <summary>Trains the network on the classes of glyphs: 400 steps with η = 0.1 and cross-entropy.</summary>
    public static TrainingRun PreTrain(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var experiment = new SurrogateExperiment(PreTrainingSet, Network, InitialScheme.He);
        var plan = TrainingPlan.GradientDescent(0.1) with
        {
            StopLoss = 0,
            MaximumSteps = 400,
            TerminalLanczosSteps = 0,
        };
        return TrainingRun.Of(
            experiment.Problem(TrainingEngine.New()),
            experiment.Start(11),
            plan,
            progress: progress,
            cancellation: cancellation
        );
    }

    /// <summary>Fine-tunes.</summary>
    /// <param name="plan">how</param>
    /// <param name="sampling">when λ₁ of the adaptors is measured; null for never</param>
    /// <param name="progress">is told where the run is</param>
    /// <param name="cancellation">ends the run with an exception</param>
    public TrainingRun Tune(
        AdaptorPlan plan,
        SharpnessSampling? sampling = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        var adaptors = new LowRankAdaptors(Network, frozen, plan.Rank);
        var network = TrainingEngine.New().Objective(Network, PairTask.Examples(0, plan.Pairs), LossFunction.PairScore);
        var descent = TrainingPlan.GradientDescent(plan.Eta) with
        {
            StopLoss = 0,
            MaximumSteps = plan.Steps,
            Sampling = sampling,
            TerminalLanczosSteps = 0,
        };
        return TrainingRun.Of(
            new(adaptors.Objective(network)),
            adaptors.Draw((ulong)plan.Seed, plan.Alpha),
            descent,
            progress: progress,
            cancellation: cancellation
        );
    }

    /// <summary>Pearson's correlation of scores and targets of the test pairs; NaN where all scores are equal.</summary>
    /// <param name="plan">the plan of the run</param>
    /// <param name="run">the run</param>
    public double TestCorrelation(AdaptorPlan plan, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(run);
        var parameters = new double[frozen.Length];
        new LowRankAdaptors(Network, frozen, plan.Rank).Adapt(run.Parameters, parameters);
        return Correlation(parameters);
    }

    /// <summary>The same correlation before fine-tuning.</summary>
    public double FrozenCorrelation() => Correlation(frozen);

    private double Correlation(double[] parameters)
    {
        var outputs = new double[Test.Count * Classes];
        TrainingEngine.New().Objective(Network, Test, LossFunction.PairScore).Outputs(parameters, outputs);
        var scores = new double[TestPairs];
        PairScores.Evaluate(outputs, Classes, scores);
        return MathNet.Numerics.Statistics.Correlation.Pearson(scores, Test.Targets.ToArray());
    }
}
