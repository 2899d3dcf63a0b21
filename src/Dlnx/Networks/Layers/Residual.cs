namespace Dlnx.Networks;

/// <summary>
/// branch(x) + shortcut(x). Without a shortcut of its own, and where the shape stays, the shortcut is x itself; where the
/// branch reduces the plane s times, it keeps every s-th row and column and appends channels of zeros (option A of He et
/// al., 2015), so it has no parameters.
/// </summary>
/// <param name="Branch">the layers of the branch, at least one</param>
public sealed record Residual(IReadOnlyList<NetworkLayer> Branch) : NetworkLayer
{
    /// <summary>The layers of a shortcut with parameters (option B); empty for the parameter-free one.</summary>
    public IReadOnlyList<NetworkLayer> Shortcut { get; init; } = [];

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input)
    {
        var output = LayerChain.Output(Branch, input);
        var matches =
            Branch.Count > 0
            && (Shortcut.Count > 0 ? LayerChain.Output(Shortcut, input) == output : CanPadZeros(input, output));
        return matches
            ? output
            : throw new ArgumentException($"No shortcut leads from the shape {input} to the branch's {output}.");
    }

    /// <inheritdoc/>
    public override IEnumerable<ParameterBlock> Parameters(FeatureShape input) =>
        LayerChain.Parameters(Branch, input).Concat(LayerChain.Parameters(Shortcut, input));

    /// <inheritdoc/>
    public override long MultiplyAccumulates(FeatureShape input) =>
        LayerChain.Sum(Branch, input, (layer, shape) => layer.MultiplyAccumulates(shape))
        + LayerChain.Sum(Shortcut, input, (layer, shape) => layer.MultiplyAccumulates(shape));

    /// <inheritdoc/>
    public override long Activations(FeatureShape input) =>
        LayerChain.Sum(Branch, input, (layer, shape) => layer.Activations(shape))
        + LayerChain.Sum(Shortcut, input, (layer, shape) => layer.Activations(shape));

    private static bool CanPadZeros(FeatureShape input, FeatureShape output)
    {
        var stride = input.Height / Math.Max(1, output.Height);
        return output.Channels >= input.Channels
            && stride >= 1
            && output.Height == ((input.Height - 1) / stride) + 1
            && output.Width == ((input.Width - 1) / stride) + 1;
    }
}
