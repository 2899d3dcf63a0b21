using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

/// <summary>The targets on which the scaled-identity start is tried, as typed on the command line.</summary>
public enum InvarianceTarget
{
    /// <summary>O·diag(3, 2, 1)·Oᵀ with a random orthogonal O: symmetric positive definite.</summary>
    Psd,

    /// <summary>diag(2, −1).</summary>
    Indefinite,

    /// <summary>((2, 1), (0, 1)): not normal.</summary>
    Shear,

    /// <summary>The quarter turn ((0, −1), (1, 0)): normal, not symmetric.</summary>
    Rotation,

    /// <summary>O₁·diag(σ)·O₂ of size 3 with random orthogonal O₁, O₂ and σ uniform in [0.8, 3].</summary>
    Random,
}

/// <summary>Builds the targets and starts that the words stand for.</summary>
public static class InvarianceTargets
{
    /// <summary>M of a kind; the stream is used by the random ones.</summary>
    public static Matrix Build(this InvarianceTarget kind, RandomStream stream) =>
        kind switch
        {
            InvarianceTarget.Psd => TargetMatrix.SymmetricPositive(3, stream, 3, 2, 1).Matrix,
            InvarianceTarget.Indefinite => Matrix.Diagonal(2, 2, [2, -1]),
            InvarianceTarget.Shear => Matrix.FromRows([2, 1], [0, 1]),
            InvarianceTarget.Rotation => Matrix.FromRows([0, -1], [1, 0]),
            _ => TargetMatrix
                .Rotated(3, stream, [.. Enumerable.Range(0, 3).Select(_ => stream.NextUniform(0.8, 3))])
                .Matrix,
        };

    /// <summary>W_1^(p) = α_p UVᵀ and W_l^(p) = α_p I above it, U and V from the target: aligned for every target.</summary>
    /// <param name="depth">L of all pathways</param>
    /// <param name="scales">α_p</param>
    /// <param name="target">M, d × d</param>
    public static MultiPathwayNetwork AlignedStart(int depth, double[] scales, Matrix target)
    {
        var factors = Factorizations.SingularValueDecomposition(target);
        var depths = DepthChoice.For([depth], scales.Length, "alpha");
        return PathwayFrame
            .TurningFirst(depths, factors.Left, factors.Right)
            .Network((p, _) => [.. Enumerable.Repeat(scales[p], target.Rows)]);
    }

    /// <summary>W_l^(p) = α_p I in every layer.</summary>
    /// <param name="depth">L of all pathways</param>
    /// <param name="scales">α_p</param>
    /// <param name="target">M, d × d</param>
    public static MultiPathwayNetwork IdentityStart(int depth, double[] scales, Matrix target) =>
        MultiPathwayNetworks.ScaledIdentity(DepthChoice.For([depth], scales.Length, "alpha"), target.Rows, scales);
}
