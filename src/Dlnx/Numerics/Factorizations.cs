using System.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Dlnx.Numerics;

/// <summary>
/// Dense factorisations by the managed, single-threaded provider of Math.NET Numerics, and eigenvalues of symmetric matrices
/// by our own: deterministic, no native library.
/// </summary>
public static class Factorizations
{
    /// <summary>Largest |aᵢⱼ − aⱼᵢ|, relative to the largest entry, that still counts as symmetric.</summary>
    public const double SymmetryTolerance = 1e-12;

    /// <summary>The eigenvalues of a symmetric matrix, descending.</summary>
    /// <exception cref="ArgumentException">not square, not finite or not symmetric</exception>
    /// <remarks>By kernels of our own, several times faster than the values of <see cref="SymmetricEigen"/>.</remarks>
    public static double[] SymmetricEigenvalues(Matrix matrix)
    {
        RequireSymmetric(matrix);
        if (matrix.Rows == 0)
            return [];
        var (diagonal, below) = (new double[matrix.Rows], new double[matrix.Rows]);
        HouseholderTridiagonalisation.Reduce(matrix, diagonal, below);
        return TridiagonalEigenvalues.Descending(diagonal, below);
    }

    /// <summary>The eigenvalues, descending, and eigenvectors of a symmetric matrix.</summary>
    /// <exception cref="ArgumentException">not square, not finite or not symmetric</exception>
    public static SymmetricEigenDecomposition SymmetricEigen(Matrix matrix)
    {
        RequireSymmetric(matrix);
        var size = matrix.Rows;
        if (size == 0)
        {
            return new([], new Matrix(0, 0));
        }

        var ascending = new Complex[size];
        var columns = new double[size * size];
        var symmetric = matrix.Span.ToArray();
        var blockDiagonal = new double[size * size];
        ManagedLinearAlgebraProvider.Instance.EigenDecomp(true, size, symmetric, columns, ascending, blockDiagonal);

        // The provider stores vector after vector in ascending order; ours are columns in descending order.
        var vectors = new Matrix(size, size);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                vectors[j, i] = columns[((size - 1 - i) * size) + j];
            }
        }

        return new([.. ascending.Select(value => value.Real).Reverse()], vectors);
    }

    /// <summary>The eigenvalues of a square matrix, symmetric or not, by descending modulus.</summary>
    /// <exception cref="ArgumentException">not square or not finite</exception>
    public static Complex[] Eigenvalues(Matrix matrix)
    {
        RequireFinite(matrix);
        var size = matrix.Rows;
        if (!matrix.IsSquare)
        {
            throw new ArgumentException($"Only a square matrix has eigenvalues; found a {matrix}.", nameof(matrix));
        }

        var values = new Complex[size];
        if (size > 0)
        {
            var byColumns = matrix.Transpose().Span.ToArray();
            var vectors = new double[size * size];
            var blocks = new double[size * size];
            ManagedLinearAlgebraProvider.Instance.EigenDecomp(false, size, byColumns, vectors, values, blocks);
        }

        return [.. values.OrderByDescending(value => value.Magnitude)];
    }

    /// <summary>X with AX = B, by elimination with partial pivots; infinite or NaN entries where A is singular.</summary>
    /// <param name="matrix">A, n × n</param>
    /// <param name="right">B, n rows</param>
    /// <exception cref="ArgumentException">A is not square, an entry is not finite, or the rows differ in number</exception>
    public static Matrix Solve(Matrix matrix, Matrix right)
    {
        RequireFinite(matrix);
        RequireFinite(right);
        var size = matrix.Rows;
        if (!matrix.IsSquare || right.Rows != size)
        {
            throw new ArgumentException(
                $"A linear system needs a square matrix and right sides as long; found a {matrix} and a {right}."
            );
        }

        if (size == 0 || right.Columns == 0)
        {
            return new Matrix(size, right.Columns);
        }

        var byColumns = matrix.Transpose().Span.ToArray();
        var solution = right.Transpose().Span.ToArray();
        ManagedLinearAlgebraProvider.Instance.LUSolve(right.Columns, byColumns, size, solution);
        return new Matrix(right.Columns, size, solution).Transpose();
    }

    /// <summary>The min(rows, columns) singular values, descending.</summary>
    /// <exception cref="ArgumentException">not finite</exception>
    public static double[] SingularValues(Matrix matrix) => SingularValueDecomposition(matrix).Values;

    /// <summary>The full singular value decomposition A = U·diag(σ)·Vᵀ, σ descending.</summary>
    /// <exception cref="ArgumentException">not finite</exception>
    public static SingularValueDecomposition SingularValueDecomposition(Matrix matrix)
    {
        RequireFinite(matrix);
        var (rows, columns) = (matrix.Rows, matrix.Columns);
        if (rows == 0 || columns == 0)
        {
            return new(Matrix.Identity(rows), [], Matrix.Identity(columns));
        }

        // The provider is column-major: the rows of our transpose are its columns, and what it returns reads transposed.
        var values = new double[Math.Min(rows, columns)];
        var u = new double[rows * rows];
        var vt = new double[columns * columns];
        var byColumns = matrix.Transpose().Span.ToArray();
        ManagedLinearAlgebraProvider.Instance.SingularValueDecomposition(true, byColumns, rows, columns, values, u, vt);
        return new(new Matrix(rows, rows, u).Transpose(), values, new Matrix(columns, columns, vt).Transpose());
    }

    private static void RequireFinite(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (!matrix.IsFinite())
        {
            throw new ArgumentException(
                $"The {matrix} has an entry that is infinite or not a number; a factorisation needs finite entries.",
                nameof(matrix)
            );
        }
    }

    private static void RequireSymmetric(Matrix matrix)
    {
        RequireFinite(matrix);
        if (!matrix.IsSquare)
        {
            throw new ArgumentException($"A symmetric matrix is square; found a {matrix}.", nameof(matrix));
        }

        var allowed = SymmetryTolerance * matrix.MaximumMagnitude();
        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Math.Abs(matrix[i, j] - matrix[j, i]) > allowed)
                {
                    throw new ArgumentException(
                        $"The matrix is not symmetric: entry ({i}, {j}) is {matrix[i, j]:R} but entry ({j}, {i}) is "
                            + $"{matrix[j, i]:R}. Symmetrise it first if the difference is rounding.",
                        nameof(matrix)
                    );
                }
            }
        }
    }
}
