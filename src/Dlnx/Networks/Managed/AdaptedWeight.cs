using System.Runtime.InteropServices;
using Dlnx.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>Where a weight matrix and its adaptors stand in the two flat vectors, and the products between them.</summary>
/// <param name="Start">of W in the network's parameters</param>
/// <param name="AdaptorStart">of A in the adaptors; B follows</param>
/// <param name="Outputs">rows of W and A</param>
/// <param name="Inputs">columns of W, rows of B</param>
/// <param name="Rank">columns of A and B</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AdaptedWeight(int Start, int AdaptorStart, int Outputs, int Inputs, int Rank)
{
    public int AdaptorCount => Rank * (Outputs + Inputs);

    public ReadOnlySpan<double> A(ReadOnlySpan<double> adaptors) => adaptors.Slice(AdaptorStart, Outputs * Rank);

    public ReadOnlySpan<double> B(ReadOnlySpan<double> adaptors) =>
        adaptors.Slice(AdaptorStart + (Outputs * Rank), Inputs * Rank);

    /// <summary>W ← W + ABᵀ.</summary>
    public void AddProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> network) =>
        DenseKernels.MultiplyTransposedRight(a, b, Weight(network), new(Outputs, Rank, Inputs), 1, 1);

    /// <summary>Adds G·B to A's part and Gᵀ·A to B's part, for a matrix G of W's size.</summary>
    public void Pull(ReadOnlySpan<double> network, ReadOnlySpan<double> adaptors, Span<double> destination)
    {
        var g = network.Slice(Start, Outputs * Inputs);
        var toA = destination.Slice(AdaptorStart, Outputs * Rank);
        var toB = destination.Slice(AdaptorStart + (Outputs * Rank), Inputs * Rank);
        DenseKernels.Multiply(g, B(adaptors), toA, new(Outputs, Inputs, Rank), 1, 1);
        DenseKernels.MultiplyTransposedLeft(g, A(adaptors), toB, new(Inputs, Outputs, Rank), 1, 1);
    }

    private Span<double> Weight(Span<double> network) => network.Slice(Start, Outputs * Inputs);
}
