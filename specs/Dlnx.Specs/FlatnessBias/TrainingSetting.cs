using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A network, how its parameters start and its data: what a training plan is applied to. Thread safe.</summary>
/// <param name="Name">names it in figures and in the keys of shared results; equal names mean equal settings</param>
/// <param name="Architecture">the network</param>
/// <param name="Scheme">how its parameters start</param>
/// <param name="Data">training and validation examples</param>
public sealed record TrainingSetting(
    string Name,
    NetworkArchitecture Architecture,
    InitialScheme Scheme,
    DataSplit Data
)
{
    private static readonly Lazy<TrainingSetting> Reference = new(() => Of(SurrogateExperiment.Generalisation()));

    /// <summary>Setting S2 of the claims catalogue: hard glyphs and a small perceptron.</summary>
    public static TrainingSetting Generalisation => Reference.Value;

    /// <summary>A surrogate experiment.</summary>
    public static TrainingSetting Of(SurrogateExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return new(experiment.Set.Name, experiment.Architecture, experiment.Scheme, experiment.Split);
    }

    /// <summary>All that a run depends on.</summary>
    public string Key(TrainingPlan plan, int seed) => $"{Name} seed {seed} {Seeded(plan, seed)}";

    /// <summary>Trains from a seed, which also draws the batches of a plan with noise.</summary>
    /// <param name="plan">how</param>
    /// <param name="seed">of the initial parameters</param>
    /// <param name="report">is told where the run is</param>
    /// <param name="cancellation">ends it with an exception</param>
    public TrainingRun Train(TrainingPlan plan, int seed, Action<string> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var engine = TrainingEngine.New();
        var problem = new TrainingProblem(
            engine.Objective(Architecture, Data.Training, LossFunction.CrossEntropy),
            engine.Objective(Architecture, Data.Validation, LossFunction.CrossEntropy)
        );
        var name = $"{Name}, η = {plan.Rule.LearningRate:G3}, seed {seed}";
        return TrainingRun.Of(
            problem,
            InitialParameters.Draw(Architecture, Scheme, (ulong)seed),
            Seeded(plan, seed),
            probe: null,
            new TrainingReport(name, report),
            cancellation
        );
    }

    private static TrainingPlan Seeded(TrainingPlan plan, int seed) =>
        plan.Noise is { } noise ? plan with { Noise = noise with { Seed = (ulong)seed } } : plan;
}
