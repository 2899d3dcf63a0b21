using System.Numerics.Tensors;

namespace Dlnx.Escape;

/// <summary>How far a network is from the set fixed by all permutations of hidden units (C, App. B.1).</summary>
public static class PermutationSymmetry
{
    /// <summary>
    /// ρ_l = ‖W_l − ΠW_l‖_F/‖W_l‖_F for l = 1, …, L, where Π averages over rows (l &lt; L) and over columns (l &gt; 1); 0 for a
    /// layer that is zero.
    /// </summary>
    public static double[] Distances(DenseNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return [.. Enumerable.Range(1, network.Depth).Select(l => Distance(network, l))];
    }

    private static double Distance(DenseNetwork network, int l)
    {
        var (rows, columns) = (network.Widths[l], network.Widths[l - 1]);
        var layer = network.Layer(l);
        var projected = layer.ToArray();
        if (l < network.Depth)
            AverageOver(projected, groups: columns, stride: 1, count: rows, step: columns);
        if (l > 1)
            AverageOver(projected, groups: rows, stride: columns, count: columns, step: 1);
        var norm = TensorPrimitives.Norm<double>(layer);
        return norm == 0 ? 0 : TensorPrimitives.Distance<double>(layer, projected) / norm;
    }

    private static void AverageOver(double[] entries, int groups, int stride, int count, int step)
    {
        for (var group = 0; group < groups; group++)
        {
            var sum = 0.0;
            for (var i = 0; i < count; i++)
                sum += entries[(group * stride) + (i * step)];
            for (var i = 0; i < count; i++)
                entries[(group * stride) + (i * step)] = sum / count;
        }
    }
}
