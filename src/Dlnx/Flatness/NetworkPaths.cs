namespace Dlnx.Flatness;

/// <summary>
/// The output of a network as a sum over its paths, which start at an input or at a bias and take one weight of every
/// later layer (D, eq. (13)); with masks, over the paths whose hidden units are all on.
/// </summary>
public static class NetworkPaths
{
    /// <summary>Paths from the inputs, ∏_{l&lt;L} n_l.</summary>
    public static int InputCount(ReadOnlySpan<int> widths) => CountFrom(widths, 0);

    /// <summary>Paths from the biases, Σ_{s=1}^{L−1} ∏_{l=s}^{L−1} n_l and one for b_L.</summary>
    public static int BiasCount(ReadOnlySpan<int> widths)
    {
        var count = 1;
        for (var s = 1; s < widths.Length - 1; s++)
            count += CountFrom(widths, s);
        return count;
    }

    /// <summary>The output at an input as a sum of products of the network's parameters.</summary>
    /// <param name="network">the shape</param>
    /// <param name="input">x, the coefficients of the paths from the inputs</param>
    /// <param name="masks">which hidden units are on, layer after layer</param>
    public static SumOfProducts Of(AffineNetwork network, IReadOnlyList<double> input, bool[][] masks)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(masks);
        // Paths that end in a unit of the present layer, grown layer by layer.
        var ending = input.Select(x => new List<ProductTerm> { new(x, []) }).ToArray();
        for (var l = 1; l <= network.Depth; l++)
            ending = [.. Enumerable.Range(0, network.Widths[l]).Select(to => Into(network, ending, masks, l, to))];
        return new(network.ParameterCount, ending[0]);
    }

    private static List<ProductTerm> Into(
        AffineNetwork network,
        List<ProductTerm>[] ending,
        bool[][] masks,
        int l,
        int to
    )
    {
        if (l < network.Depth && !masks[l - 1][to])
            return [];
        var grown = ending.SelectMany((paths, from) => paths.Select(path => Append(path, network.Weight(l, to, from))));
        return [.. grown, new ProductTerm(1, [network.Bias(l, to)])];
    }

    private static ProductTerm Append(ProductTerm path, int parameter) =>
        path with
        {
            Parameters = [.. path.Parameters, parameter],
        };

    private static int CountFrom(ReadOnlySpan<int> widths, int start)
    {
        var count = 1;
        foreach (var width in widths[start..^1])
            count = checked(count * width);
        return count;
    }
}
