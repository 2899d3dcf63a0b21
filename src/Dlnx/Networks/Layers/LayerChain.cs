namespace Dlnx.Networks;

/// <summary>What a sequence of layers does to a shape, and the sum of what its layers cost.</summary>
internal static class LayerChain
{
    public static FeatureShape Output(IEnumerable<NetworkLayer> layers, FeatureShape input) =>
        layers.Aggregate(input, (shape, layer) => layer.Output(shape));

    public static IEnumerable<ParameterBlock> Parameters(IEnumerable<NetworkLayer> layers, FeatureShape input)
    {
        foreach (var layer in layers)
        {
            foreach (var block in layer.Parameters(input))
                yield return block;
            input = layer.Output(input);
        }
    }

    public static long Sum(
        IEnumerable<NetworkLayer> layers,
        FeatureShape input,
        Func<NetworkLayer, FeatureShape, long> cost
    )
    {
        var sum = 0L;
        foreach (var layer in layers)
        {
            sum += cost(layer, input);
            input = layer.Output(input);
        }

        return sum;
    }
}
