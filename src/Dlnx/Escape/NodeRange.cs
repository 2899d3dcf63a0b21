namespace Dlnx.Escape;

/// <summary>The part of the nodes of <see cref="GaussianRule.Line"/> over which an expectation is summed.</summary>
/// <param name="First">the first node</param>
/// <param name="Count">how many</param>
/// <param name="Weights">a weight for every node of the line</param>
internal sealed record NodeRange(int First, int Count, double[] Weights)
{
    // For |s| above 9 the weights lie below 1e-18 and the integrands grow like polynomials.
    private const int Tail = 30;
    private static readonly int Middle = GaussianRule.Line.Count / 2;

    /// <summary>All nodes.</summary>
    public static NodeRange All { get; } = new(0, GaussianRule.Line.Count, GaussianRule.Line.Weights.ToArray());

    /// <summary>The nodes that count in double precision, |s| ≤ 9.</summary>
    public static NodeRange Inner { get; } = new(Tail, GaussianRule.Line.Count - (2 * Tail), All.Weights);

    /// <summary>Those with s ≥ 0, which suffice for even integrands.</summary>
    public static NodeRange Half { get; } =
        new(
            Middle,
            GaussianRule.Line.Count - Middle - Tail,
            [.. All.Weights.Select((weight, node) => node == Middle ? weight : 2 * weight)]
        );

    /// <summary>The entries of a buffer that belong to the range.</summary>
    /// <param name="buffer">an entry for every node of the line</param>
    public Span<double> Of(double[] buffer) => buffer.AsSpan(First, Count);

    /// <summary>𝔼[gh] from the values at the nodes.</summary>
    public double Expectation(double[] g, double[] h)
    {
        var sum = 0.0;
        for (var i = First; i < First + Count; i++)
            sum += Weights[i] * g[i] * h[i];
        return sum;
    }
}
