using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Specs.DataSets;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>What is trained until it bursts, and how that is recorded.</summary>
/// <param name="Data">the data's name, for figures and keys</param>
/// <param name="Architecture">a perceptron</param>
/// <param name="Training">its data</param>
/// <param name="Plan">η and the recording</param>
public sealed record BurstSetting(
    string Data,
    NetworkArchitecture Architecture,
    LabelledExamples Training,
    BurstPlan Plan
)
{
    private const int RealClasses = 4;
    private const int RealImagesPerClass = 250;

    private static readonly SurrogateExperiment Generated = SurrogateExperiment.Bursts();

    /// <summary>Setting S1 of the claims catalogue: generated textures.</summary>
    public static BurstSetting Surrogate(BurstPlan plan) =>
        new("surrogate S1", Generated.Architecture, Generated.Split.Training, plan);

    /// <summary>The paper's setting: 250 images of each of the first four classes of Fashion-MNIST, η = 0.1.</summary>
    /// <param name="folder">where the data are</param>
    /// <param name="plan">its rate is replaced by the paper's</param>
    public static BurstSetting FashionMnist(DataFolder folder, BurstPlan plan)
    {
        var images = KnownDataSets.FashionMnist.Training(folder).FirstPerClass(RealClasses, RealImagesPerClass);
        return new(
            "Fashion-MNIST",
            Architectures.MultilayerPerceptron([28 * 28, 32, 32, 32, 32, RealClasses]),
            DataSplit.Of(images, images).Training,
            plan with
            {
                LearningRate = 0.1,
                FirstCheck = 20,
                MaximumSearch = 1000,
            }
        );
    }

    /// <summary>The loss, for one thread.</summary>
    public ITrainingObjective Objective() =>
        TrainingEngine.New().Objective(Architecture, Training, LossFunction.CrossEntropy);

    /// <summary>θ₀ of a seed.</summary>
    public double[] Start(int seed) => InitialParameters.Draw(Architecture, InitialScheme.Torch, (ulong)seed);

    /// <summary>All that a recording depends on.</summary>
    public string Key(int seed) => $"{Data} seed {seed} {Plan}";

    /// <summary>Trains from a seed and records the first burst, with κ.</summary>
    /// <param name="seed">of the initial parameters</param>
    /// <param name="report">is told where the run is</param>
    /// <param name="cancellation">ends it with an exception</param>
    public BurstRecording Record(int seed, Action<string> report, CancellationToken cancellation) =>
        BurstRecorder.Record(
            Objective(),
            Start(seed),
            Plan,
            new DirectionalSeries(Architecture, Training).FourthDerivative,
            new TrainingReport($"{Data}, seed {seed}", report),
            cancellation
        );
}
