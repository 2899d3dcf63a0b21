namespace Dlnx.Networks;

/// <summary>A network as data: the shape of its input and its layers. Parameters live in one flat vector, layer after layer.</summary>
/// <param name="Input">the shape of one input</param>
/// <param name="Layers">the layers from the input to the outputs</param>
public sealed record NetworkArchitecture(FeatureShape Input, IReadOnlyList<NetworkLayer> Layers)
{
    /// <summary>
    /// G, the examples of one ghost block; it must divide the number of examples. Null where no layer normalises.
    /// </summary>
    public int? GhostSize { get; init; }

    /// <summary>The shape of the output.</summary>
    /// <exception cref="ArgumentException">a layer does not accept the shape it gets</exception>
    public FeatureShape Output => LayerChain.Output(Layers, Input);

    /// <summary>The runs of the flat parameter vector, in order.</summary>
    public IEnumerable<ParameterBlock> Parameters => LayerChain.Parameters(Layers, Input);

    /// <summary>P.</summary>
    public int ParameterCount => checked(Parameters.Sum(block => block.Count));

    /// <summary>Multiplications of a forward pass with weights and kernels, for one example.</summary>
    public long MultiplyAccumulates =>
        LayerChain.Sum(Layers, Input, (layer, shape) => layer.MultiplyAccumulates(shape));

    /// <summary>Numbers that dense layers, convolutions and normalisations write for one example.</summary>
    public long Activations => LayerChain.Sum(Layers, Input, (layer, shape) => layer.Activations(shape));
}
