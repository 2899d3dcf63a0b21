using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>The starts of the paper's experiments, as typed on the command line.</summary>
public enum StartKind
{
    /// <summary>W_L = 0 and W_ℓ = αI below it (eq. 3).</summary>
    Unbalanced,

    /// <summary>W_ℓ = αI (eq. 3).</summary>
    Balanced,

    /// <summary>W_L = 0 and W_ℓ = αP_ℓ below it with random orthogonal P_ℓ (Fig. 12).</summary>
    Orthogonal,

    /// <summary>Independent normal entries of standard deviation α in all layers (Fig. 15).</summary>
    Gaussian,
}

/// <summary>The frame of a target, as typed on the command line.</summary>
public enum FrameKind
{
    /// <summary>M = diag(σ, 0): nothing mixes the directions, not even rounding.</summary>
    Diag,

    /// <summary>M = U·diag(σ, 0)·Vᵀ with random orthogonal U and V.</summary>
    Rotated,
}

/// <summary>Builds what the words stand for.</summary>
public static class RunChoice
{
    /// <summary>The start of a kind; the stream is used by the random ones only.</summary>
    public static DeepLinearNetwork Network(
        this StartKind kind,
        int depth,
        int width,
        double alpha,
        RandomStream stream
    ) =>
        kind switch
        {
            StartKind.Unbalanced => DeepLinearNetworks.Unbalanced(depth, width, alpha),
            StartKind.Balanced => DeepLinearNetworks.Balanced(depth, width, alpha),
            StartKind.Orthogonal => WithZeroLast(DeepLinearNetworks.Orthogonal(depth, width, alpha, stream)),
            _ => DeepLinearNetworks.Gaussian(depth, width, alpha, stream),
        };

    /// <summary>The target with the given singular values; the stream is used by rotated ones only.</summary>
    public static TargetMatrix Target(this FrameKind kind, int width, RandomStream stream, double[] sigma) =>
        kind == FrameKind.Diag ? TargetMatrix.Diagonal(width, sigma) : TargetMatrix.Rotated(width, stream, sigma);

    private static DeepLinearNetwork WithZeroLast(DeepLinearNetwork network)
    {
        network.Layer(network.Depth - 1).Clear();
        return network;
    }
}
