using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// Sizes of a network's bottleneck, its first r layers: the gains p_l = ‖W_l‖_op (1 above r), their largest and their product,
/// and the teacher chains divided by the gains they pass (C, Definition 9). A snapshot of one point.
/// </summary>
public sealed class BottleneckGains
{
    /// <summary>Measures the network at its present weights.</summary>
    /// <param name="network">the network</param>
    /// <param name="layers">r, 1 ≤ r ≤ L</param>
    /// <param name="direction">u, n₀ entries of length 1</param>
    public BottleneckGains(DenseNetwork network, int layers, ReadOnlySpan<double> direction)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, network.Depth);
        Matrix[] matrices = [.. Enumerable.Range(1, network.Depth).Select(l => network.LayerMatrix(l))];
        Values = [.. matrices.Select((layer, i) => i < layers ? Factorizations.SingularValues(layer)[0] : 1)];
        Largest = Values.Take(layers).Max();
        Product = Values.Aggregate(1.0, (all, gain) => all * gain);
        Chains = [.. Forward(matrices, direction), .. Backward(matrices)];
    }

    /// <summary>p_l, l = 1, …, L.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>M = max_{l≤r} ‖W_l‖_op.</summary>
    public double Largest { get; }

    /// <summary>Π p_l.</summary>
    public double Product { get; }

    /// <summary>
    /// ‖W_{l−1}⋯W₁u‖ over the gains below l for l = 1, …, L + 1, then ‖W_{l+1}ᵀ⋯W_Lᵀ‖ over the gains above l for l = 1, …, L.
    /// </summary>
    public IReadOnlyList<double> Chains { get; }

    private List<double> Forward(Matrix[] layers, ReadOnlySpan<double> direction)
    {
        var (chain, gain) = (new Matrix(direction.Length, 1, direction), 1.0);
        var norms = new List<double>();
        for (var l = 0; l < layers.Length; l++)
        {
            norms.Add(TensorPrimitives.Norm<double>(chain.Span) / gain);
            chain = layers[l] * chain;
            gain *= Values[l];
        }

        norms.Add(TensorPrimitives.Norm<double>(chain.Span) / gain);
        return norms;
    }

    private List<double> Backward(Matrix[] layers)
    {
        var (chain, gain) = (Matrix.Identity(layers[^1].Rows), 1.0);
        var norms = new List<double>();
        for (var l = layers.Length - 1; l >= 0; l--)
        {
            norms.Add(chain.FrobeniusNorm() / gain);
            chain *= layers[l];
            gain *= Values[l];
        }

        norms.Reverse();
        return norms;
    }
}
