using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>The target M = U·diag(σ, 0)·Vᵀ of a matrix factorisation, with its factors.</summary>
/// <param name="Matrix">M, d × d</param>
/// <param name="Left">U, d × d, orthogonal</param>
/// <param name="Right">V, d × d, orthogonal</param>
/// <param name="SingularValues">σ₁, …, σ_r in the given order, all positive</param>
public sealed record TargetMatrix(Matrix Matrix, Matrix Left, Matrix Right, double[] SingularValues)
{
    /// <summary>r, the number of non-zero singular values.</summary>
    public int Rank => SingularValues.Length;

    /// <summary>d.</summary>
    public int Width => Matrix.Rows;

    /// <summary>U = V = I.</summary>
    public static TargetMatrix Diagonal(int width, params double[] singularValues) =>
        FromFactors(Matrix.Identity(width), Matrix.Identity(width), singularValues);

    /// <summary>Independent Haar orthogonal U and V, U drawn first.</summary>
    public static TargetMatrix Rotated(int width, RandomStream stream, params double[] singularValues) =>
        FromFactors(RandomMatrices.Orthogonal(width, stream), RandomMatrices.Orthogonal(width, stream), singularValues);

    /// <summary>U the rotation by an angle and V = I, 2 × 2: not symmetric unless the angle is a multiple of π.</summary>
    /// <param name="angle">in radians, from the first axis to the second</param>
    /// <param name="singularValues">σ₁ and σ₂, or fewer</param>
    public static TargetMatrix Turned(double angle, params double[] singularValues)
    {
        var (sine, cosine) = Math.SinCos(angle);
        return FromFactors(Matrix.FromRows([cosine, -sine], [sine, cosine]), Matrix.Identity(2), singularValues);
    }

    /// <summary>U = V Haar orthogonal: M is symmetric and positive semi-definite.</summary>
    public static TargetMatrix SymmetricPositive(int width, RandomStream stream, params double[] singularValues)
    {
        var vectors = RandomMatrices.Orthogonal(width, stream);
        return FromFactors(vectors, vectors, singularValues);
    }

    /// <summary>U·diag(σ, 0)·Vᵀ for given orthogonal factors.</summary>
    /// <exception cref="ArgumentException">factors not square of equal size, or too many or non-positive values</exception>
    public static TargetMatrix FromFactors(Matrix left, Matrix right, double[] singularValues)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(singularValues);
        if (!left.IsSquare || !right.IsSquare || left.Rows != right.Rows)
        {
            throw new ArgumentException(
                $"U and V must be square of one size; found a {left} and a {right}.",
                nameof(left)
            );
        }

        if (singularValues.Length > left.Rows || !singularValues.All(value => value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentException(
                $"Give at most {left.Rows} singular values, positive and finite; found "
                    + $"({string.Join(", ", singularValues)}).",
                nameof(singularValues)
            );
        }

        var values = Matrix.Diagonal(left.Rows, left.Rows, singularValues);
        return new(left * values * right.Transpose(), left, right, [.. singularValues]);
    }
}
