using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

/// <summary>How far from zero the parameters of a perceptron start: b of the uniform law on (−b, b).</summary>
public enum PerceptronScheme
{
    /// <summary>b = √(1/fan-in) for weights and biases.</summary>
    Torch,

    /// <summary>b = √(6/fan-in) for weights; biases 0.</summary>
    He,

    /// <summary>b = √(3/fan-in) for weights; biases 0.</summary>
    Lecun,
}

/// <summary>What a perceptron minimises.</summary>
public enum PerceptronLoss
{
    /// <summary>Cross-entropy.</summary>
    Ce,

    /// <summary>Squared error, (1/2N)Σ‖z − y‖².</summary>
    Mse,
}

/// <summary>Base of the quantities of a rectified perceptron on a surrogate set.</summary>
public abstract class PerceptronQuantity : Quantity
{
    [Parameter(Description = "surrogate data: S1, S2, tex:classes,N,seed or glyph:classes,N,seed,J,A,S")]
    public string Set { get; set; } = "S1";

    [Parameter(
        Min = 1,
        Max = 4096,
        Description = "layer sizes, inputs first; unset: that of S1 or S2, else 32,32,32 hidden"
    )]
    public int[]? Sizes { get; set; }

    [Parameter(Description = "scheme of the initial parameters")]
    public PerceptronScheme Scheme { get; set; }

    [Parameter("init-seed", Description = "seed of the initial parameters")]
    public ulong InitialSeed { get; set; } = 1;

    [Parameter(Description = "cross-entropy or squared error")]
    public PerceptronLoss Loss { get; set; }

    /// <summary>The layer sizes in effect.</summary>
    protected int[] LayerSizes => Sizes ?? Default(SurrogateChoice.Parse("set", Set));

    /// <inheritdoc/>
    public override void Validate()
    {
        var set = SurrogateChoice.Parse("set", Set);
        var (inputs, classes) = (Inputs(set), set.Generator.Classes);
        if (LayerSizes.Length < 2 || LayerSizes[0] != inputs || LayerSizes[^1] != classes)
            throw new ParameterException(
                "sizes",
                $"is {string.Join(",", LayerSizes)}; a network on {Set} goes from {inputs} inputs to {classes} outputs."
            );
    }

    /// <summary>The network with its data.</summary>
    protected SurrogateExperiment Experiment() =>
        new(
            SurrogateChoice.Parse("set", Set),
            Architectures.MultilayerPerceptron(LayerSizes),
            Scheme switch
            {
                PerceptronScheme.Torch => InitialScheme.Torch,
                PerceptronScheme.He => InitialScheme.He,
                _ => InitialScheme.LeCun,
            },
            Loss == PerceptronLoss.Ce ? LossFunction.CrossEntropy : LossFunction.MeanSquaredError
        );

    private static int[] Default(SurrogateSet set)
    {
        int[] hidden = set.Name is "S1" ? [32, 32, 32, 32] : [32, 32, 32];
        return [Inputs(set), .. hidden, set.Generator.Classes];
    }

    private static int Inputs(SurrogateSet set) => BoxMean.Shrink(set.Generator.Shape, set.BoxSide).Size;
}
