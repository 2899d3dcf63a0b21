namespace Dlnx.Escape;

/// <summary>
/// Minus the population gradient of a two-mode network at a block-aligned point, one entry of each kind; the others of a kind
/// are equal (C, Appendix E.1).
/// </summary>
/// <param name="OffBlock12">hidden layers l = 2, …, L − 1: row in block 1, column in block 2</param>
/// <param name="OffBlock21">hidden layers: row in block 2, column in block 1</param>
/// <param name="OnBlock">hidden layers: row and column in block 1</param>
/// <param name="Rotation12">first layer: a row of block 1 along direction 2</param>
/// <param name="Rotation21">first layer: a row of block 2 along direction 1</param>
/// <param name="CrossReadout12">last layer: output 1 from a unit of block 2; null with a scalar output</param>
/// <param name="CrossReadout21">last layer: output 2 from a unit of block 1; null with a scalar output</param>
public sealed record BlockGradient(
    double[] OffBlock12,
    double[] OffBlock21,
    double[] OnBlock,
    double Rotation12,
    double Rotation21,
    double? CrossReadout12,
    double? CrossReadout21
)
{
    /// <summary>The gradient at a point.</summary>
    /// <param name="activation">φ of student and teacher</param>
    /// <param name="first">a₁, …, a_L of block 1</param>
    /// <param name="second">a₁, …, a_L of block 2</param>
    /// <param name="alphas">α₁, α₂</param>
    /// <param name="blockSize">m ≥ 1</param>
    /// <param name="output">one output for both modes, or one for each</param>
    public static BlockGradient At(
        Activation activation,
        double[] first,
        double[] second,
        ReadOnlySpan<double> alphas,
        int blockSize,
        ModeOutput output
    )
    {
        var network = BlockNetworks.Aligned([first, second], blockSize, activation, output);
        var pass = new NetworkPass(network, BlockNetworks.Population(activation, alphas, output));
        var gradient = new double[network.ParameterCount];
        pass.Gradient(LossKind.Mse, gradient);
        var m = blockSize;
        double Minus(int layer, int row, int column) =>
            -network.Part(gradient, layer)[(row * network.Widths[layer - 1]) + column];
        double[] Hidden(int row, int column) =>
            [.. Enumerable.Range(2, network.Depth - 2).Select(l => Minus(l, row, column))];
        var isVector = output == ModeOutput.Vector;
        return new(
            Hidden(0, m),
            Hidden(m, 0),
            Hidden(0, 0),
            Minus(1, 0, 1),
            Minus(1, m, 0),
            isVector ? Minus(network.Depth, 0, m) : null,
            isVector ? Minus(network.Depth, 1, 0) : null
        );
    }
}
