namespace Dlnx.Escape;

/// <summary>
/// What drives a block k of an odd network with scalar output towards another mode j at the block-aligned point (C, Appendix
/// E.4): the entries between the blocks in layer l by 𝔼[e_j h_{l−1}^(j)]·𝔼[∂f/∂z_l^(k)], the first layer's rotation, l = 1, by
/// the same with h₀ = s. All are expectations over one standard normal number; e_j = α_jφ(s_j) − f_j.
/// </summary>
public static class OffBlockSources
{
    /// <summary>The drives for l = 1, …, L − 1, the rotation first; a block of m units shares each equally.</summary>
    /// <param name="activation">φ, odd</param>
    /// <param name="target">a₁, …, a_L of block k, which receives; L ≥ 2</param>
    /// <param name="other">a₁, …, a_L of block j, which sends</param>
    /// <param name="otherAlpha">α_j</param>
    /// <exception cref="ArgumentException">fewer than two scales, or blocks of different depth</exception>
    public static double[] Of(
        Activation activation,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> other,
        double otherAlpha = 1
    )
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (target.Length < 2 || other.Length != target.Length)
        {
            throw new ArgumentException(
                $"Both blocks need as many scales, at least two; found {target.Length} and {other.Length}."
            );
        }

        var depth = target.Length;
        var rule = GaussianRule.Line;
        var (sent, received) = (new double[depth - 1], new double[depth - 1]);
        var (values, slopes) = (new double[depth], new double[depth]);
        for (var n = 0; n < rule.Count; n++)
        {
            var (s, weight) = (rule.Nodes[n], rule.Weights[n]);
            Forward(activation, other, s, values, slopes);
            var error = (otherAlpha * activation.Value(s)) - (other[^1] * values[^1]);
            for (var l = 0; l < sent.Length; l++)
                sent[l] += weight * error * values[l];

            Forward(activation, target, s, values, slopes);
            var slope = target[^1];
            for (var l = depth - 1; l >= 1; l--)
            {
                slope *= slopes[l];
                received[l - 1] += weight * slope;
                slope *= target[l - 1];
            }
        }

        return [.. sent.Zip(received, (x, y) => x * y)];
    }

    // h₀ = s, h_l = φ(a_l h_{l−1}) and φ′ there.
    private static void Forward(
        Activation activation,
        ReadOnlySpan<double> scales,
        double s,
        double[] values,
        double[] slopes
    )
    {
        values[0] = s;
        for (var l = 1; l < values.Length; l++)
        {
            var z = scales[l - 1] * values[l - 1];
            values[l] = activation.Value(z);
            slopes[l] = activation.Derivative(z);
        }
    }
}
