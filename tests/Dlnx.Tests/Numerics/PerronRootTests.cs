using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Tests.Numerics;

public sealed class PerronRootTests
{
    [Test]
    public void Agrees_with_the_qr_algorithm_on_sparse_matrices() =>
        Laws.Hold(
            from size in Gen.Choose(1, 12)
            from density in Gen.Choose(1, 10)
            from seed in Gen.Choose(0, 10_000)
            select (size, density, seed),
            c =>
            {
                var matrix = Sparse(c.size, 0.1 * c.density, (ulong)c.seed);
                // Far from defective: each has its own diagonal.
                for (var i = 0; i < c.size; i++)
                    matrix[i, i] -= 0.37 * i;
                var expected = Factorizations.Eigenvalues(matrix).Max(value => value.Real);
                return Math.Abs(PerronRoot.Of(matrix) - expected) <= 1e-9;
            },
            200
        );

    [Test]
    public void Nilpotent_and_constant_matrices_are_exact()
    {
        Assert.That(PerronRoot.Of(Matrix.FromRows([0, 5, 7], [0, 0, 9], [0, 0, 0])), Is.Zero);
        Assert.That(PerronRoot.Of(Matrix.FromRows([1, 1, 1], [1, 1, 1], [1, 1, 1])), Is.EqualTo(3));
        Assert.That(PerronRoot.Of(Matrix.FromRows([-4])), Is.EqualTo(-4));
    }

    [Test]
    public void A_cycle_has_the_geometric_mean_of_its_entries() =>
        Assert.That(PerronRoot.Of(Matrix.FromRows([0, 2, 0], [0, 0, 0.5], [8, 0, 0])), Is.EqualTo(2).Within(1e-14));

    // Two blocks whose coupling is far below the difference of their roots to double precision.
    [Test]
    public void Weakly_coupled_blocks_converge()
    {
        var matrix = Matrix.FromRows([1, 1e-14], [1e-14, 1 + 1e-9]);
        Assert.That(PerronRoot.Of(matrix), Is.EqualTo(1 + 1e-9).Within(1e-15));
    }

    [Test]
    public void The_second_difference_matrix_has_its_known_cosine()
    {
        const int size = 60;
        var matrix = new Matrix(size, size);
        for (var i = 1; i < size; i++)
            matrix[i, i - 1] = matrix[i - 1, i] = 1;
        Assert.That(PerronRoot.Of(matrix), Is.EqualTo(2 * Math.Cos(Math.PI / (size + 1))).Within(1e-14));
    }

    [Test]
    public void Unsuitable_matrices_are_refused_in_words()
    {
        Assert.That(
            () => PerronRoot.Of(Matrix.FromRows([1, -2], [3, 4])),
            Throws.ArgumentException.With.Message.Contains("entry (0, 1) is -2")
        );
        Assert.That(() => PerronRoot.Of(new Matrix(0, 0)), Throws.ArgumentException);
    }

    [Test]
    public void Classes_are_the_sets_that_reach_each_other()
    {
        var matrix = Matrix.FromRows([0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]);
        Assert.That(MatrixClasses.Of(matrix), Is.EqualTo(new[] { new[] { 0, 1 }, [2], [3] }));
        Assert.That(MatrixClasses.IsIrreducible(matrix), Is.False);
        matrix[3, 0] = 1e-300;
        Assert.That(MatrixClasses.IsIrreducible(matrix), Is.True);
        Assert.That(MatrixClasses.IsIrreducible(Matrix.FromRows([0.0])), Is.True);
    }

    private static Matrix Sparse(int size, double density, ulong seed)
    {
        var stream = new RandomStream(seed);
        var matrix = new Matrix(size, size);
        foreach (ref var entry in matrix.Span)
            entry = stream.NextDouble() < density ? stream.NextDouble() : 0;
        return matrix;
    }
}
