namespace Dlnx.Escape;

/// <summary>
/// The scalar chain with a trainable bias in every layer but the first, ζ_l = a_l φ(ζ_{l−1}) + β_l, all moving at rate 1 (C,
/// Section C.4). The state is a₁, …, a_L, β₂, …, β_L.
/// </summary>
/// <param name="chain">the chain without biases</param>
public sealed class BiasedChain(ReducedChain chain) : IReducedFlow
{
    /// <inheritdoc/>
    public int Depth => chain.Depth;

    /// <summary>2L − 1.</summary>
    public int Dimension => (2 * Depth) - 1;

    /// <inheritdoc/>
    public double BaselineLoss => chain.BaselineLoss;

    /// <inheritdoc/>
    public double Loss(ReadOnlySpan<double> state) => chain.Loss(state[..Depth], state[Depth..]);

    /// <inheritdoc/>
    public void Velocity(ReadOnlySpan<double> state, Span<double> velocity) =>
        chain.Velocity(state[..Depth], state[Depth..], velocity[..Depth], velocity[Depth..]);

    /// <summary>
    /// The state near the saddle at which the output is 𝔼y: scales ε, hidden biases −εφ(0) that cancel the offset of φ, and
    /// the last one 𝔼y − εφ(0).
    /// </summary>
    /// <param name="scale">ε</param>
    public double[] NearSaddle(double scale)
    {
        var state = new double[Dimension];
        state.AsSpan(0, Depth).Fill(scale);
        state.AsSpan(Depth).Fill(-scale * chain.Activation.Value(0));
        state[^1] += chain.TeacherMean;
        return state;
    }
}
