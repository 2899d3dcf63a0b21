namespace Dlnx.Escape;

/// <summary>
/// The first n₀ layers of a chain when they start at scales of order 1 and the bottleneck lies behind them: they are not
/// linear, and the product flow's drive κ holds with a correction (C, Theorem 6).
/// </summary>
public static class LeadingBlock
{
    /// <summary>
    /// The factor αc₁^{L−1−n₀} 𝔼[φ(s)H(s)], H = h_{n₀} the block's output, that takes the place of κΠ_{j≤n₀} a_j; κ itself for
    /// n₀ = 0. Negative or 0 where the chain does not escape along its positive product.
    /// </summary>
    /// <param name="activation">φ, with a slope at 0</param>
    /// <param name="depth">L</param>
    /// <param name="alpha">α</param>
    /// <param name="scales">a₁, …, a_{n₀}, n₀ &lt; L</param>
    /// <exception cref="ArgumentException">no slope at 0, or a block as long as the chain</exception>
    public static double Drive(Activation activation, int depth, double alpha, ReadOnlySpan<double> scales)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (activation.Slope is not { } slope || scales.Length >= depth)
        {
            throw new ArgumentException(
                $"A leading block needs an activation with a slope at 0 and fewer than {depth} scales; found {activation} "
                    + $"and {scales.Length} scales.",
                nameof(scales)
            );
        }

        var block = scales.ToArray();
        var overlap = GaussianRule.Line.Expectation(s => activation.Value(s) * Output(activation, block, s));
        return alpha * Math.Pow(slope, depth - 1 - block.Length) * overlap;
    }

    private static double Output(Activation activation, double[] scales, double s)
    {
        var h = s;
        foreach (var scale in scales)
            h = activation.Value(scale * h);
        return h;
    }
}
