using System.Runtime.InteropServices;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>How far a network is from zero balance.</summary>
/// <param name="Frobenius">max over ℓ of ‖W_{ℓ+1}ᵀW_{ℓ+1} − W_ℓW_ℓᵀ‖_F</param>
/// <param name="MaximumEntry">the largest modulus of an entry of these differences</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BalanceDefect(double Frobenius, double MaximumEntry);

/// <summary>
/// Zero balance, W_{ℓ+1}ᵀW_{ℓ+1} = W_ℓW_ℓᵀ for neighbouring layers: an invariant of gradient flow (B/rem-zero-balanced).
/// </summary>
public static class ZeroBalance
{
    /// <summary>The distance of a network from zero balance; 0 for a single layer.</summary>
    public static BalanceDefect Defect(DeepLinearNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (frobenius, entry) = (0.0, 0.0);
        for (var layer = 0; layer + 1 < network.Depth; layer++)
        {
            var below = network.LayerMatrix(layer);
            var above = network.LayerMatrix(layer + 1);
            var difference = (above.Transpose() * above) - (below * below.Transpose());
            frobenius = Math.Max(frobenius, difference.FrobeniusNorm());
            entry = Math.Max(entry, difference.MaximumMagnitude());
        }

        return new(frobenius, entry);
    }

    /// <summary>
    /// A random zero-balanced network: W₁ Gaussian, W_{ℓ+1} = Q_ℓ(W_ℓW_ℓᵀ)^{1/2} with independent Haar orthogonal Q_ℓ.
    /// </summary>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="width">d ≥ 1</param>
    /// <param name="standardDeviation">of the entries of W₁</param>
    /// <param name="stream">draws W₁, then Q₁, Q₂, …</param>
    public static DeepLinearNetwork Start(int depth, int width, double standardDeviation, RandomStream stream)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var layers = new List<Matrix> { standardDeviation * RandomMatrices.Gaussian(width, width, stream) };
        while (layers.Count < depth)
        {
            layers.Add(RandomMatrices.Orthogonal(width, stream) * LeftFactor(layers[^1]));
        }

        return DeepLinearNetworks.FromLayers(layers);
    }

    /// <summary>(WWᵀ)^{1/2} = U·diag(σ)·Uᵀ for W = U·diag(σ)·Vᵀ.</summary>
    private static Matrix LeftFactor(Matrix layer)
    {
        var factors = Factorizations.SingularValueDecomposition(layer);
        return factors.Left * Matrix.Diagonal(layer.Rows, layer.Rows, factors.Values) * factors.Left.Transpose();
    }
}
