using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>How far the layers of a pathway are from being equal, in all entries or in their singular values.</summary>
public static class PathwayLayers
{
    /// <summary>max_p max_l ‖W_l^(p) − W_1^(p)‖_F: zero when the layers of every pathway are equal (A/init-11).</summary>
    public static double Gap(MultiPathwayNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var largest = 0.0;
        for (var p = 0; p < network.Pathways; p++)
        {
            var first = network.LayerMatrix(p, 0);
            for (var l = 1; l < network.Depths[p]; l++)
            {
                largest = Math.Max(largest, (network.LayerMatrix(p, l) - first).FrobeniusNorm());
            }
        }

        return largest;
    }

    /// <summary>
    /// max_p max_i (max_l − min_l) of the i-th singular value of W_l^(p): zero when every pathway is depth-balanced
    /// (A, Definition B.3).
    /// </summary>
    /// <exception cref="ArgumentException">a layer is not finite</exception>
    public static double Spread(MultiPathwayNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var largest = 0.0;
        for (var p = 0; p < network.Pathways; p++)
        {
            double[][] values =
            [
                .. Enumerable
                    .Range(0, network.Depths[p])
                    .Select(l => Factorizations.SingularValues(network.LayerMatrix(p, l))),
            ];
            for (var i = 0; i < network.Width; i++)
            {
                largest = Math.Max(largest, values.Max(layer => layer[i]) - values.Min(layer => layer[i]));
            }
        }

        return largest;
    }
}
