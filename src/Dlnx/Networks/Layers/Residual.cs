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

    /// <summary>s, when every s-th of this many rows or columns remain.</summary>
    internal static int Stride(int from, int to) => (from + to - 1) / to;

    private static bool CanPadZeros(FeatureShape input, FeatureShape output) =>
        output.Channels >= input.Channels
        && Remaining(input.Height, Stride(input.Height, output.Height)) == output.Height
        && Remaining(input.Width, Stride(input.Width, output.Width)) == output.Width;

    private static int Remaining(int size, int stride) => ((size - 1) / stride) + 1;
}
