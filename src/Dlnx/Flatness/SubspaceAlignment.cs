using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// How far two k-dimensional subspaces are turned against each other (D/eq-12): their principal angles
/// 0 ≤ ϑ₁ ≤ … ≤ ϑ_k ≤ π/2, cos ϑᵢ = σᵢ(VᵀW).
/// </summary>
/// <param name="Angles">k ≥ 1 principal angles in radians</param>
public sealed record SubspaceAlignment(double[] Angles)
{
    // A frame computed by any of our methods is far better than this; a frame that is none is far worse.
    private const double OrthonormalityTolerance = 1e-8;

    /// <summary>d = (Σ ϑᵢ²)^½, the geodesic distance on the Grassmannian: a metric.</summary>
    public double Distance => TensorPrimitives.Norm<double>(Angles);

    /// <summary>cos(d/√k) ∈ [0, 1]; for k = 1 the modulus of the cosine of two directions.</summary>
    public double Similarity => Math.Cos(Distance / Math.Sqrt(Angles.Length));

    /// <summary>1 − cos(d/√k) ∈ [0, 1], without cancellation for small angles.</summary>
    public double Misalignment
    {
        get
        {
            var sine = Math.Sin(Distance / (2 * Math.Sqrt(Angles.Length)));
            return 2 * sine * sine;
        }
    }

    /// <summary>The alignment of two directions of any length.</summary>
    /// <exception cref="ArgumentException">a direction is zero or not finite, or their dimensions differ</exception>
    public static SubspaceAlignment OfDirections(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        Between(Unit(first), Unit(second));

    /// <summary>The alignment of the spans of two orthonormal frames.</summary>
    /// <remarks>
    /// The cosines are the singular values of VᵀW and the sines those of W − VVᵀW; with both, an angle is accurate to rounding
    /// near 0, where a cosine says nothing, and near π/2, where a sine says nothing (Björck, Golub 1973).
    /// </remarks>
    /// <param name="first">V, k × n: its rows are the vectors of the frame</param>
    /// <param name="second">W, k × n</param>
    /// <exception cref="ArgumentException">the shapes differ, k = 0, or a frame is not orthonormal</exception>
    public static SubspaceAlignment Between(Matrix first, Matrix second)
    {
        RequireFrames(first, second);
        var cosines = new Matrix(first.Rows, first.Rows);
        var residual = second.Copy();
        for (var j = 0; j < second.Rows; j++)
        {
            for (var i = 0; i < first.Rows; i++)
            {
                cosines[i, j] = TensorPrimitives.Dot<double>(first.Row(i), second.Row(j));
                TensorPrimitives.MultiplyAdd(first.Row(i), -cosines[i, j], residual.Row(j), residual.Row(j));
            }
        }

        var descending = RowSingularValues.Descending(cosines);
        var ascending = RowSingularValues.Descending(residual).Reverse();
        return new([.. ascending.Zip(descending, Math.Atan2)]);
    }

    private static Matrix Unit(ReadOnlySpan<double> direction)
    {
        var row = new Matrix(1, direction.Length, direction);
        var norm = TensorPrimitives.Norm(direction);
        if (!(norm > 0) || !double.IsFinite(norm))
            throw new ArgumentException($"A direction is a finite vector that is not zero; found norm {norm}.");
        TensorPrimitives.Divide(row.Row(0), norm, row.Row(0));
        return row;
    }

    private static void RequireFrames(Matrix first, Matrix second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Rows != second.Rows || first.Columns != second.Columns || first.Rows == 0)
            throw new ArgumentException($"Two frames have the same shape, k ≥ 1; found a {first} and a {second}.");
        RequireOrthonormal(first);
        RequireOrthonormal(second);
    }

    private static void RequireOrthonormal(Matrix frame)
    {
        for (var i = 0; i < frame.Rows; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var product = TensorPrimitives.Dot<double>(frame.Row(i), frame.Row(j));
                if (!(Math.Abs(product - (i == j ? 1 : 0)) <= OrthonormalityTolerance))
                {
                    throw new ArgumentException(
                        $"The rows of a frame are orthonormal; rows {i} and {j} of the {frame} have the product {product:R}."
                    );
                }
            }
        }
    }
}
