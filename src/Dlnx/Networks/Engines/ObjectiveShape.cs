using Dlnx.Networks.Managed;

namespace Dlnx.Networks.Engines;

/// <summary>What an engine has to know of a network on a data set before it computes; made only if they fit each other.</summary>
public sealed record ObjectiveShape
{
    private ObjectiveShape(int examples, int inputsPerExample, double uniformWeight, int? ghostExamples)
    {
        Examples = examples;
        InputsPerExample = inputsPerExample;
        UniformWeight = uniformWeight;
        GhostExamples = ghostExamples;
    }

    /// <summary>N: examples, or pairs of <see cref="LossFunction.PairScore"/>.</summary>
    public int Examples { get; }

    /// <summary>Consecutive inputs of one example: 2 for pairs, else 1.</summary>
    public int InputsPerExample { get; }

    /// <summary>wᵢ of the loss itself, the same for all examples.</summary>
    public double UniformWeight { get; }

    /// <summary>Consecutive examples that are normalised together; null where no layer normalises.</summary>
    public int? GhostExamples { get; }

    /// <summary>The shape of a network on a data set.</summary>
    /// <param name="architecture">the network</param>
    /// <param name="examples">the data, of the network's input shape; a network on vectors takes images flattened in their order</param>
    /// <param name="loss">ℓ; its targets must be in the data</param>
    /// <exception cref="ArgumentException">
    /// network, data and loss do not fit each other, or the ghost size is missing or does not divide the examples
    /// </exception>
    public static ObjectiveShape Of(NetworkArchitecture architecture, LabelledExamples examples, LossFunction loss)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(examples);
        var flattens = architecture.Input.Positions == 1 && architecture.Input.Size == examples.Shape.Size;
        if (examples.Shape != architecture.Input && !flattens)
            throw new ArgumentException(
                $"The network takes inputs of shape {architecture.Input}; the data have the shape {examples.Shape}.",
                nameof(examples)
            );
        LossHeads.Require(loss, examples, architecture.Output);
        var count = LossHeads.Examples(loss, examples);
        var inputsPerExample = examples.Count / count;
        int? ghost = Normalises(architecture.Layers) ? GhostBlock(architecture, count, inputsPerExample) : null;
        return new(count, inputsPerExample, LossHeads.UniformWeight(loss, count), ghost);
    }

    private static int GhostBlock(NetworkArchitecture architecture, int examples, int inputsPerExample)
    {
        if (architecture.GhostSize is not { } ghost || ghost < 1 || ghost % inputsPerExample != 0)
            throw new ArgumentException(
                $"A network with ghost normalisation needs a positive ghost size; found {architecture.GhostSize}."
            );
        var each = ghost / inputsPerExample;
        return examples % each == 0
            ? each
            : throw new ArgumentException(
                $"The ghost size must divide the number of examples; {each} does not divide {examples}."
            );
    }

    private static bool Normalises(IEnumerable<NetworkLayer> layers) =>
        layers.Any(layer =>
            layer is GhostNormalization
            || (layer is Residual residual && (Normalises(residual.Branch) || Normalises(residual.Shortcut)))
        );
}
