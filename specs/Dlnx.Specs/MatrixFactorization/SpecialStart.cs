using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>The starts compared in B/fig-15, as typed on the command line.</summary>
public enum SpecialStart
{
    /// <summary>W_L = 0 and W_ℓ = αI below it.</summary>
    Identity,

    /// <summary>W_L = 0 and W_ℓ = αP_ℓ below it with random orthogonal P_ℓ.</summary>
    Orthogonal,

    /// <summary>Independent normal entries of standard deviation α in all layers.</summary>
    Gaussian,
}

/// <summary>Builds what the words stand for.</summary>
public static class SpecialStarts
{
    /// <summary>The start of a kind; the stream is used by the random ones only.</summary>
    public static DeepLinearNetwork Network(
        this SpecialStart kind,
        int depth,
        int width,
        double alpha,
        RandomStream stream
    ) =>
        kind switch
        {
            SpecialStart.Identity => StartKind.Unbalanced.Network(depth, width, alpha, stream),
            SpecialStart.Orthogonal => StartKind.Orthogonal.Network(depth, width, alpha, stream),
            _ => StartKind.Gaussian.Network(depth, width, alpha, stream),
        };
}
