using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class SymmetricEigenvaluesTests
{
    [Test]
    public void Agree_with_the_decomposition_of_another_library_at_every_size_to_forty()
    {
        for (var size = 0; size <= 40; size++)
        {
            var matrix = Symmetric(size, new RandomStream((ulong)size));
            var expected = Factorizations.SymmetricEigen(matrix).Values;
            Assert.That(
                Factorizations.SymmetricEigenvalues(matrix),
                Is.EqualTo(expected).Within(1e-14 * Math.Max(1, size)),
                $"n = {size}"
            );
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(53)]
    [TestCase(200)]
    public void Of_the_second_difference_are_the_closed_form(int size)
    {
        var matrix = new Matrix(size, size);
        for (var i = 0; i < size; i++)
        {
            matrix[i, i] = 2;
            if (i > 0)
                matrix[i, i - 1] = matrix[i - 1, i] = -1;
        }

        var expected = Enumerable
            .Range(1, size)
            .Select(k => 2 - (2 * Math.Cos(k * Math.PI / (size + 1))))
            .OrderDescending();
        Assert.That(Factorizations.SymmetricEigenvalues(matrix), Is.EqualTo(expected).Within(2e-14));
    }

    [TestCase(1e-200)]
    [TestCase(1.0)]
    [TestCase(1e200)]
    public void Are_those_the_matrix_was_made_of_at_any_scale(double scale)
    {
        // Repeated, zero, negative and widely spread values.
        double[] values = [3, 3, 3, 1, 1e-3, 1e-9, 0, 0, 0, 0, -1e-6, -2, -2];
        var rotation = Factorizations
            .SingularValueDecomposition(RandomMatrices.Gaussian(13, 13, new RandomStream(5)))
            .Left;
        var matrix =
            rotation * Matrix.Diagonal(13, 13, [.. values.Select(value => value * scale)]) * rotation.Transpose();
        matrix = 0.5 * (matrix + matrix.Transpose());
        var expected = values.Select(value => value * scale);
        Assert.That(Factorizations.SymmetricEigenvalues(matrix), Is.EqualTo(expected).Within(1e-14 * scale));
    }

    [Test]
    public void Keep_trace_and_norm_of_a_large_matrix()
    {
        var matrix = Symmetric(257, new RandomStream(9));
        var values = Factorizations.SymmetricEigenvalues(matrix);
        Assert.That(values.Sum(), Is.EqualTo(matrix.DiagonalEntries().Sum()).Within(1e-11));
        Assert.That(Math.Sqrt(values.Sum(value => value * value)), Is.EqualTo(matrix.FrobeniusNorm()).Within(1e-11));
        Assert.That(values, Is.Ordered.Descending);
    }

    [Test]
    public void Of_zero_and_diagonal_matrices_are_exact()
    {
        Assert.That(Factorizations.SymmetricEigenvalues(new Matrix(9, 9)), Is.EqualTo(new double[9]));
        Assert.That(
            Factorizations.SymmetricEigenvalues(Matrix.Diagonal(4, 4, [0.1, -7, 1e-300, 4])),
            Is.EqualTo(new[] { 4, 0.1, 1e-300, -7 })
        );
    }

    [Test]
    public void Read_no_more_than_the_tolerated_asymmetry()
    {
        var matrix = Matrix.Identity(3);
        matrix[0, 2] = 1e-3;
        Assert.That(
            () => Factorizations.SymmetricEigenvalues(matrix),
            Throws.ArgumentException.With.Message.Contains("not symmetric")
        );
    }

    private static Matrix Symmetric(int size, RandomStream stream)
    {
        var matrix = RandomMatrices.Gaussian(size, size, stream);
        return 0.5 * (matrix + matrix.Transpose());
    }
}
