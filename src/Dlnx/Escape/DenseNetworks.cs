using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>Starting points of dense networks.</summary>
public static class DenseNetworks
{
    /// <summary>
    /// Portable weights W_l[i, j] = amplitude·cos(0.7 + 1.3l + 2.1i + 3.7j + 0.9ij), l from 1, row i and column j from 0.
    /// </summary>
    public static DenseNetwork Portable(IReadOnlyList<int> widths, Activation activation, double amplitude)
    {
        var network = new DenseNetwork(widths, activation);
        for (var l = 1; l <= network.Depth; l++)
        {
            var layer = network.Layer(l);
            var columns = network.Widths[l - 1];
            for (var index = 0; index < layer.Length; index++)
            {
                var (i, j) = (index / columns, index % columns);
                layer[index] = amplitude * Math.Cos(0.7 + (1.3 * l) + (2.1 * i) + (3.7 * j) + (0.9 * i * j));
            }
        }

        return network;
    }

    /// <summary>Independent normal entries of one standard deviation, in the order of the parameters.</summary>
    public static DenseNetwork Gaussian(
        IReadOnlyList<int> widths,
        Activation activation,
        double standardDeviation,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        var network = new DenseNetwork(widths, activation);
        foreach (ref var weight in network.Parameters)
            weight = standardDeviation * stream.NextNormal();
        return network;
    }

    /// <summary>Independent normal entries of variance 2/n_{l−1} (He et al.), in the order of the parameters.</summary>
    public static DenseNetwork HeNormal(IReadOnlyList<int> widths, Activation activation, RandomStream stream)
    {
        var network = Gaussian(widths, activation, 1, stream);
        for (var l = 1; l <= network.Depth; l++)
        {
            var factor = Math.Sqrt(2.0 / network.Widths[l - 1]);
            foreach (ref var weight in network.Layer(l))
                weight *= factor;
        }

        return network;
    }
}
