using Dlnx.Networks;

namespace Dlnx.Data;

/// <summary>
/// A network, how it starts and the surrogate set it learns. Immutable and thread safe; every thread asks for its own
/// <see cref="Problem"/>.
/// </summary>
/// <param name="set">the data</param>
/// <param name="architecture">the network</param>
/// <param name="scheme">how parameters start</param>
/// <param name="loss">what is minimised</param>
public sealed class SurrogateExperiment(
    SurrogateSet set,
    NetworkArchitecture architecture,
    InitialScheme scheme,
    LossFunction loss = LossFunction.CrossEntropy
)
{
    private readonly Lazy<DataSplit> split = new(set.Split);

    /// <summary>The data set it learns.</summary>
    public SurrogateSet Set { get; } = set;

    /// <summary>Its network.</summary>
    public NetworkArchitecture Architecture { get; } = architecture;

    /// <summary>How its parameters start.</summary>
    public InitialScheme Scheme { get; } = scheme;

    /// <summary>Its data, downscaled and normalised.</summary>
    public DataSplit Split => split.Value;

    /// <summary>Setting S1: five dense layers, 192-32-32-32-32-4, on <see cref="SurrogateSet.Bursts"/>.</summary>
    /// <param name="dataSeed">of the images</param>
    public static SurrogateExperiment Bursts(ulong dataSeed = 1) =>
        new(
            SurrogateSet.Bursts(dataSeed),
            Architectures.MultilayerPerceptron([192, 32, 32, 32, 32, 4]),
            InitialScheme.Torch
        );

    /// <summary>Setting S2: four dense layers, 196-32-32-32-10, on <see cref="SurrogateSet.Generalisation"/>.</summary>
    /// <param name="dataSeed">of the images</param>
    public static SurrogateExperiment Generalisation(ulong dataSeed = 1) =>
        Generalisation(SurrogateSet.Generalisation(dataSeed));

    /// <summary>The network of setting S2 on another set, with as many inputs and outputs as that needs.</summary>
    /// <param name="set">the data</param>
    public static SurrogateExperiment Generalisation(SurrogateSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var inputs = BoxMean.Shrink(set.Generator.Shape, set.BoxSide).Size;
        var network = Architectures.MultilayerPerceptron([inputs, 32, 32, 32, set.Generator.Classes]);
        return new(set, network, InitialScheme.He);
    }

    /// <summary>θ₀ of a seed.</summary>
    /// <param name="seed">of the initial parameters</param>
    public double[] Start(ulong seed) => InitialParameters.Draw(Architecture, Scheme, seed);

    /// <summary>Objectives on both parts of the data, for one thread.</summary>
    /// <param name="engine">computes them</param>
    /// <exception cref="ArgumentException">network, data and loss do not fit each other</exception>
    public TrainingProblem Problem(ITrainingEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return new(
            engine.Objective(Architecture, Split.Training, loss),
            engine.Objective(Architecture, Split.Validation, loss)
        );
    }
}
