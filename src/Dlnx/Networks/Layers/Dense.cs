namespace Dlnx.Networks;

/// <summary>Whether a dense layer adds a learned vector.</summary>
public enum BiasTerm
{
    /// <summary>One for each output.</summary>
    Learned,

    /// <summary>None.</summary>
    None,
}

/// <summary>z = Wx + b for vectors.</summary>
/// <param name="Outputs">rows of W, ≥ 1</param>
/// <param name="Bias">whether there is a b</param>
public sealed record Dense(int Outputs, BiasTerm Bias = BiasTerm.Learned) : NetworkLayer
{
    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input) =>
        input.Positions == 1 && Outputs >= 1
            ? new(Outputs)
            : throw new ArgumentException(
                $"A dense layer maps a vector to at least one output; found the shape {input} and {Outputs} outputs."
            );

    /// <inheritdoc/>
    public override IEnumerable<ParameterBlock> Parameters(FeatureShape input)
    {
        yield return new(ParameterRole.Weight, checked(Outputs * input.Size), input.Size);
        if (Bias == BiasTerm.Learned)
            yield return new(ParameterRole.Bias, Outputs, input.Size);
    }

    /// <inheritdoc/>
    public override long MultiplyAccumulates(FeatureShape input) => (long)Outputs * input.Size;

    /// <inheritdoc/>
    public override long Activations(FeatureShape input) => Outputs;
}
