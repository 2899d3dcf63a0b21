using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>
/// The Perron root of a matrix with non-negative entries off the diagonal: its eigenvalue of largest real part, which is real.
/// For a non-negative matrix it is the spectral radius.
/// </summary>
/// <remarks>
/// The root is the largest over the classes of the matrix. In a class, which is irreducible, Noda's iteration brackets it
/// between min and max of (Ax)_i/x_i and converges quadratically from any positive x ("Note on the computation of the maximal
/// eigenvalue of a non-negative irreducible matrix", Numer. Math. 17, 1971). No cancellation: zero entries give exact zeros.
/// </remarks>
public static class PerronRoot
{
    private const int Iterations = 200;

    /// <summary>The Perron root.</summary>
    /// <param name="matrix">A, square with at least one row; a_ij ≥ 0 for i ≠ j</param>
    /// <exception cref="ArgumentException">the matrix is empty, not square, not finite, or negative off the diagonal</exception>
    public static double Of(Matrix matrix)
    {
        Require(matrix);
        return MatrixClasses.Of(matrix).Max(indices => OfClass(matrix, indices));
    }

    private static double OfClass(Matrix matrix, int[] indices)
    {
        if (indices.Length == 1)
        {
            return matrix[indices[0], indices[0]];
        }

        var block = new Matrix(indices.Length, indices.Length);
        for (var i = 0; i < indices.Length; i++)
        {
            for (var j = 0; j < indices.Length; j++)
            {
                block[i, j] = matrix[indices[i], indices[j]];
            }
        }

        return OfIrreducible(block);
    }

    private static double OfIrreducible(Matrix block)
    {
        var x = new Matrix(block.Rows, 1);
        x.Span.Fill(1);
        var upper = TensorPrimitives.Max<double>((block * x).Span);
        for (var i = 0; i < Iterations; i++)
        {
            var y = Factorizations.Solve(Matrix.ScaledIdentity(block.Rows, upper) - block, x);
            // Where the upper bound has become the root, the system is singular to rounding.
            if (!y.IsFinite() || TensorPrimitives.Min<double>(y.Span) <= 0)
            {
                return upper;
            }

            var next = upper - SmallestRatio(x.Span, y.Span);
            if (!(next < upper))
            {
                return upper;
            }

            upper = next;
            x = 1 / TensorPrimitives.Max<double>(y.Span) * y;
        }

        return upper;
    }

    private static double SmallestRatio(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var smallest = double.PositiveInfinity;
        for (var i = 0; i < x.Length; i++)
        {
            smallest = Math.Min(smallest, x[i] / y[i]);
        }

        return smallest;
    }

    private static void Require(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (!matrix.IsSquare || matrix.Rows == 0 || !matrix.IsFinite())
        {
            throw new ArgumentException($"A Perron root needs a square, finite matrix with rows; found a {matrix}.");
        }

        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var j = 0; j < matrix.Rows; j++)
            {
                if (i != j && matrix[i, j] < 0)
                {
                    throw new ArgumentException(
                        $"A Perron root needs entries ≥ 0 off the diagonal; entry ({i}, {j}) is {matrix[i, j]:R}."
                    );
                }
            }
        }
    }
}
