using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Tests.Numerics;

public sealed class FactorizationsTests
{
    [Test]
    public void Symmetric_eigenpairs_rebuild_the_matrix() =>
        Laws.Hold(
            Gen.Choose(0, 12),
            size =>
            {
                var root = RandomMatrices.Gaussian(size, size, new RandomStream((ulong)size));
                var matrix = root + root.Transpose();
                var (values, vectors) = Factorizations.SymmetricEigen(matrix);
                var rebuilt = vectors * Matrix.Diagonal(size, size, values) * vectors.Transpose();
                return values.SequenceEqual(values.OrderDescending())
                    && (rebuilt - matrix).FrobeniusNorm() <= 1e-13 * (1 + matrix.FrobeniusNorm())
                    && IsOrthogonal(vectors);
            },
            30
        );

    [Test]
    public void Singular_triples_rebuild_the_matrix() =>
        Laws.Hold(
            from rows in Gen.Choose(0, 9)
            from columns in Gen.Choose(0, 9)
            select (rows, columns),
            size =>
            {
                var matrix = RandomMatrices.Gaussian(size.rows, size.columns, new RandomStream(4));
                var svd = Factorizations.SingularValueDecomposition(matrix);
                var rebuilt = svd.Left * Matrix.Diagonal(size.rows, size.columns, svd.Values) * svd.RightTransposed;
                return svd.Values.SequenceEqual(svd.Values.OrderDescending())
                    && svd.Values.All(value => value >= 0)
                    && (rebuilt - matrix).FrobeniusNorm() <= 1e-13 * (1 + matrix.FrobeniusNorm())
                    && IsOrthogonal(svd.Left)
                    && IsOrthogonal(svd.Right);
            }
        );

    [Test]
    public void Eigenvalues_of_the_second_difference_matrix_are_the_known_cosines()
    {
        const int Size = 40;
        var matrix = Matrix.ScaledIdentity(Size, 2);
        for (var i = 1; i < Size; i++)
        {
            (matrix[i, i - 1], matrix[i - 1, i]) = (-1, -1);
        }

        var expected = Enumerable.Range(1, Size).Select(k => 2 - (2 * Math.Cos(Math.PI * k / (Size + 1)))).Reverse();
        Assert.That(Factorizations.SymmetricEigenvalues(matrix), Is.EqualTo(expected).Within(1e-13));
    }

    [Test]
    public void Solutions_of_linear_systems_leave_no_residual() =>
        Laws.Hold(
            from size in Gen.Choose(0, 9)
            from columns in Gen.Choose(0, 4)
            select (size, columns),
            c =>
            {
                var stream = new RandomStream(6);
                var matrix = RandomMatrices.Gaussian(c.size, c.size, stream) + Matrix.ScaledIdentity(c.size, 6);
                var right = RandomMatrices.Gaussian(c.size, c.columns, stream);
                return ((matrix * Factorizations.Solve(matrix, right)) - right).FrobeniusNorm() <= 1e-13;
            },
            30
        );

    [Test]
    public void Unsuitable_matrices_are_refused_in_words()
    {
        var infinite = Matrix.FromRows([double.PositiveInfinity]);
        Assert.That(
            () => Factorizations.SymmetricEigen(new Matrix(2, 3)),
            Throws.ArgumentException.With.Message.Contains("2 × 3")
        );
        Assert.That(
            () => Factorizations.SymmetricEigen(Matrix.FromRows([1, 2], [3, 4])),
            Throws.ArgumentException.With.Message.Contains("not symmetric")
        );
        Assert.That(
            () => Factorizations.SymmetricEigen(infinite),
            Throws.ArgumentException.With.Message.Contains("infinite")
        );
        Assert.That(
            () => Factorizations.SingularValues(infinite),
            Throws.ArgumentException.With.Message.Contains("infinite")
        );
    }

    private static bool IsOrthogonal(Matrix matrix) =>
        (matrix.Transpose() * matrix - Matrix.Identity(matrix.Columns)).FrobeniusNorm() <= 1e-13 * (1 + matrix.Columns);

    // The companion matrix of (x − 2)(x² + x + 1).
    [Test]
    public void Eigenvalues_of_a_companion_matrix_are_the_roots_of_its_polynomial()
    {
        var values = Factorizations.Eigenvalues(Matrix.FromRows([1, 1, 2], [1, 0, 0], [0, 1, 0]));
        Assert.That((values[0] - 2).Magnitude, Is.LessThan(1e-14));
        Assert.That(values[1].Real, Is.EqualTo(-0.5).Within(1e-14));
        Assert.That(Math.Abs(values[1].Imaginary), Is.EqualTo(Math.Sqrt(0.75)).Within(1e-14));
        Assert.That((values[2] - System.Numerics.Complex.Conjugate(values[1])).Magnitude, Is.LessThan(1e-14));
    }

    [Test]
    public void Only_square_matrices_have_eigenvalues() =>
        Assert.That(() => Factorizations.Eigenvalues(new Matrix(2, 3)), Throws.ArgumentException);
}
