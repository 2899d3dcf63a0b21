using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>How a direction is spread over the layers.</summary>
public enum LayerWeights
{
    /// <summary>c_ℓ ∝ σᵢ^((L−ℓ)/L) σⱼ^((ℓ−1)/L): an eigenvector of the Hessian at the balanced minimum.</summary>
    Exact,

    /// <summary>1/√L in every layer, as Theorem 2 prints; an eigenvector for i = j only.</summary>
    Equal,
}

/// <summary>Unit directions at the balanced global minimum, in the order of the network's parameters (B/thm-2).</summary>
public static class MinimumDirection
{
    /// <summary>
    /// Δᵢⱼ: layer ℓ has c_ℓ ũᵢvⱼᵀ with ũᵢ = uᵢ in the last layer and vᵢ below it. Indices beyond the rank have σ = 0; with
    /// both there, the weights are equal.
    /// </summary>
    /// <param name="target">M with its factors</param>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="i">the output direction, from 0</param>
    /// <param name="j">the input direction, from 0</param>
    /// <param name="weights">the spread over the layers</param>
    /// <returns>L·d² entries of norm 1</returns>
    /// <exception cref="ArgumentOutOfRangeException">an index is outside 0…d − 1, or the depth is below 1</exception>
    public static double[] Pair(TargetMatrix target, int depth, int i, int j, LayerWeights weights)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        var size = target.Width * target.Width;
        var direction = new double[depth * size];
        var input = new Matrix(1, target.Width, target.Right.Column(j));
        var spread = Spread(Value(target, i), Value(target, j), depth, weights);
        for (var layer = 1; layer <= depth; layer++)
        {
            var frame = layer == depth ? target.Left : target.Right;
            var output = new Matrix(target.Width, 1, frame.Column(i));
            (spread[layer - 1] * (output * input)).Span.CopyTo(direction.AsSpan((layer - 1) * size, size));
        }

        return direction;
    }

    /// <summary>(Δᵢⱼ + sign·Δⱼᵢ)/√2, i ≠ j: eigenvectors too, since λᵢⱼ = λⱼᵢ.</summary>
    /// <param name="target">M with its factors</param>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="i">a direction, from 0</param>
    /// <param name="j">another direction, from 0</param>
    /// <param name="sign">+1 or −1</param>
    /// <exception cref="ArgumentOutOfRangeException">an index is out of range, or the two are equal</exception>
    public static double[] Mixed(TargetMatrix target, int depth, int i, int j, int sign)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(j, i);
        var direction = Pair(target, depth, i, j, LayerWeights.Exact);
        var partner = Pair(target, depth, j, i, LayerWeights.Exact);
        TensorPrimitives.MultiplyAdd(partner, Math.Sign(sign), direction, direction);
        TensorPrimitives.Divide(direction, Math.Sqrt(2), direction);
        return direction;
    }

    private static double Value(TargetMatrix target, int index) =>
        index < target.Rank ? target.SingularValues[index] : 0;

    private static double[] Spread(double sigmaI, double sigmaJ, int depth, LayerWeights weights)
    {
        var spread = new double[depth];
        for (var layer = 1; layer <= depth; layer++)
        {
            spread[layer - 1] =
                weights == LayerWeights.Equal || (sigmaI == 0 && sigmaJ == 0)
                    ? 1
                    : Math.Pow(sigmaI, (depth - layer) / (double)depth) * Math.Pow(sigmaJ, (layer - 1) / (double)depth);
        }

        TensorPrimitives.Divide(spread, TensorPrimitives.Norm<double>(spread), spread);
        return spread;
    }
}
