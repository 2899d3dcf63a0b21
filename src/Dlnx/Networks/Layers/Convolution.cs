namespace Dlnx.Networks;

/// <summary>
/// Cross-correlation with square kernels of odd size, zero padding (size − 1)/2 on every side, no bias: "same" for stride 1.
/// </summary>
/// <param name="Channels">output channels, ≥ 1</param>
/// <param name="Kernel">rows and columns of a kernel: 1, 3, 5, …</param>
/// <param name="Stride">1 keeps the plane; s keeps every s-th row and column from the first</param>
public sealed record Convolution(int Channels, int Kernel = 3, int Stride = 1) : NetworkLayer
{
    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        Channels >= 1 && Stride >= 1 && Kernel >= 1 && Kernel % 2 == 1
            ? new(Channels, Reduced(input.Height), Reduced(input.Width))
            : throw new ArgumentException(
                $"A convolution needs an odd kernel and at least one channel and stride 1; found {this}."
            );

    /// <inheritdoc/>
    public override IEnumerable<ParameterBlock> Parameters(FeatureShape input) =>
        [new(ParameterRole.Kernel, checked(Channels * FanIn(input)), FanIn(input))];

    /// <inheritdoc/>
    public override long MultiplyAccumulates(FeatureShape input) => (long)Output(input).Size * FanIn(input);

    /// <inheritdoc/>
    public override long Activations(FeatureShape input) => Output(input).Size;

    private int FanIn(FeatureShape input) => Kernel * Kernel * input.Channels;

    private int Reduced(int size) => ((size - 1) / Stride) + 1;
}
