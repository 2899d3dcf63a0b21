using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>Starting points of deep linear networks (B, eq. 3 and Section B).</summary>
public static class DeepLinearNetworks
{
    /// <summary>W_ℓ = αI for every layer.</summary>
    public static DeepLinearNetwork Balanced(int depth, int width, double alpha)
    {
        var network = new DeepLinearNetwork(depth, width);
        var layer = Matrix.ScaledIdentity(width, alpha);
        for (var index = 0; index < depth; index++)
        {
            layer.Span.CopyTo(network.Layer(index));
        }

        return network;
    }

    /// <summary>W_L = 0 and W_ℓ = αI below it.</summary>
    public static DeepLinearNetwork Unbalanced(int depth, int width, double alpha)
    {
        var network = Balanced(depth, width, alpha);
        network.Layer(depth - 1).Clear();
        return network;
    }

    /// <summary>W_ℓ = αQ_ℓ with independent Haar orthogonal Q_ℓ, W₁ drawn first.</summary>
    public static DeepLinearNetwork Orthogonal(int depth, int width, double alpha, RandomStream stream)
    {
        var network = new DeepLinearNetwork(depth, width);
        for (var index = 0; index < depth; index++)
        {
            TensorPrimitives.Multiply(RandomMatrices.Orthogonal(width, stream).Span, alpha, network.Layer(index));
        }

        return network;
    }

    /// <summary>Independent normal entries of the given standard deviation, in the order of the parameters.</summary>
    public static DeepLinearNetwork Gaussian(int depth, int width, double standardDeviation, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var network = new DeepLinearNetwork(depth, width);
        stream.FillNormal(network.Parameters);
        TensorPrimitives.Multiply(network.Parameters, standardDeviation, network.Parameters);
        return network;
    }

    /// <summary>The network with copies of the given layers, W₁ first.</summary>
    /// <exception cref="ArgumentException">no layer, or layers that are not all d × d</exception>
    public static DeepLinearNetwork FromLayers(params IReadOnlyList<Matrix> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0 || layers[0].Rows == 0)
        {
            throw new ArgumentException("A network needs at least one layer of at least 1 × 1.", nameof(layers));
        }

        var network = new DeepLinearNetwork(layers.Count, layers[0].Rows);
        for (var index = 0; index < layers.Count; index++)
        {
            network.RequireShape(layers[index], $"layer {index}");
            layers[index].Span.CopyTo(network.Layer(index));
        }

        return network;
    }
}
