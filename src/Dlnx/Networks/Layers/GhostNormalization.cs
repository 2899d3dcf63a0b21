namespace Dlnx.Networks;

/// <summary>
/// Ghost batch normalisation γ(x − μ)/√(σ² + ε) + β: for each channel, mean and biased variance over all positions of the
/// examples of one ghost block, in training and in evaluation alike. The blocks are consecutive examples
/// (<see cref="NetworkArchitecture.GhostSize"/>), so the loss is a deterministic function of the parameters.
/// </summary>
/// <param name="Epsilon">ε &gt; 0</param>
public sealed record GhostNormalization(double Epsilon = 1e-5) : NetworkLayer
{
    /// <inheritdoc/>
    public override IEnumerable<ParameterBlock> Parameters(FeatureShape input) =>
        [new(ParameterRole.Shift, input.Channels, 1), new(ParameterRole.Scale, input.Channels, 1)];

    /// <inheritdoc/>
    public override long Activations(FeatureShape input) => input.Size;
}
