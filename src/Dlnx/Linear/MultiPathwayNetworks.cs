using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>Starting points of multi-pathway networks (A, eqs. 4 and 11).</summary>
public static class MultiPathwayNetworks
{
    /// <summary>W_l^(p) = α_p I for every layer (A, eq. 11).</summary>
    /// <param name="depths">L_p</param>
    /// <param name="width">d</param>
    /// <param name="scales">α_p, one for each pathway</param>
    /// <exception cref="ArgumentException">not as many scales as depths</exception>
    public static MultiPathwayNetwork ScaledIdentity(IReadOnlyList<int> depths, int width, ReadOnlySpan<double> scales)
    {
        var network = new MultiPathwayNetwork(depths, width);
        RequireOneEach(network.Pathways, scales.Length);
        for (var p = 0; p < network.Pathways; p++)
        {
            for (var index = 0; index < network.Depths[p]; index++)
                Matrix.ScaledIdentity(width, scales[p]).Span.CopyTo(network.Layer(p, index));
        }

        return network;
    }

    /// <summary>
    /// W_l^(p) = Q_l diag(r_{p,1}, …, r_{p,d}) Q_{l−1}ᵀ with Q₀ = V and Q_{L_p} = U of the target and random orthogonal Q_l
    /// in between: singular-vector stationary and depth-balanced (A, Definition B.1).
    /// </summary>
    /// <param name="depths">L_p</param>
    /// <param name="scales">r_{p,i}: for each pathway, one number for each of the d singular directions</param>
    /// <param name="target">gives U and V, d × d</param>
    /// <param name="stream">the source of the interior bases, pathway after pathway, Q₁ first</param>
    /// <exception cref="ArgumentException">not as many rows of scales as depths, or rows longer than d</exception>
    public static MultiPathwayNetwork Aligned(
        IReadOnlyList<int> depths,
        IReadOnlyList<double[]> scales,
        TargetMatrix target,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(scales);
        ArgumentNullException.ThrowIfNull(target);
        var frame = PathwayFrame.Random(depths, target.Left, target.Right, stream);
        RequireOneEach(frame.Pathways, scales.Count);
        return frame.Network((p, _) => scales[p]);
    }

    /// <summary>Independent normal entries of the given standard deviation, in the order of the parameters.</summary>
    /// <param name="depths">L_p</param>
    /// <param name="width">d</param>
    /// <param name="standardDeviation">of every entry</param>
    /// <param name="stream">the source</param>
    public static MultiPathwayNetwork Gaussian(
        IReadOnlyList<int> depths,
        int width,
        double standardDeviation,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        var network = new MultiPathwayNetwork(depths, width);
        stream.FillNormal(network.Parameters);
        TensorPrimitives.Multiply(network.Parameters, standardDeviation, network.Parameters);
        return network;
    }

    private static void RequireOneEach(int pathways, int scales)
    {
        if (scales != pathways)
        {
            throw new ArgumentException(
                $"Each pathway needs its own scales; found {scales} for {pathways} pathways.",
                nameof(scales)
            );
        }
    }
}
