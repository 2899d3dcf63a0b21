using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class LanczosTests
{
    private static readonly double[][] Spectra =
    [
        [.. Enumerable.Range(0, 120).Select(i => Math.Sin(i) * i)],
        [5, 5, 5, 4, 4, .. Enumerable.Repeat(0.0, 60)],
        [1, 1 - 1e-9, 1 - 2e-9, 0.5, .. Enumerable.Range(0, 80).Select(i => i / 200.0)],
        [.. Enumerable.Repeat(3.0, 20)],
        [.. Enumerable.Repeat(0.0, 20)],
        [-1, -1, -1, -2, -3, -3, .. Enumerable.Repeat(-4.0, 30)],
        [7],
        [1e-12, 1e-12, 0, 0, 0, 0, 0, 0],
    ];

    [Test]
    public void Finds_multiple_and_clustered_eigenvalues_of_known_spectra(
        [ValueSource(nameof(Spectra))] double[] spectrum,
        [Values(1, 3, 6)] int wanted,
        [Values] Extremum extremum
    )
    {
        var count = Math.Min(wanted, spectrum.Length);
        var matrix = Rotated(spectrum);
        var options = new LanczosOptions { Count = count, Extremum = extremum };
        var result = Lanczos.Eigenvalues(Operator(matrix), spectrum.Length, new RandomStream(1), options);
        var ordered = extremum == Extremum.Largest ? spectrum.OrderDescending() : spectrum.Order();
        Assert.That(result.Outcome, Is.Not.EqualTo(LanczosOutcome.MaximumIterationsReached));
        Assert.That(
            result.Eigenvalues,
            Is.EqualTo(ordered.Take(count)).Within(1e-10 * spectrum.Max(Math.Abs)),
            $"{result.Iterations} iterations"
        );
    }

    [Test]
    public void Ritz_vectors_have_the_residuals_that_are_reported()
    {
        var matrix = Rotated(Spectra[1]);
        var options = new LanczosOptions { Count = 5, Vectors = RitzVectors.Return };
        var result = Lanczos.Eigenvalues(Operator(matrix), matrix.Rows, new RandomStream(2), options);
        var vectors = result.Vectors!;
        var residual = (matrix * vectors) - (vectors * Matrix.Diagonal(5, 5, result.Eigenvalues));
        Assert.That(residual.FrobeniusNorm(), Is.LessThan(1e-9));
        Assert.That((vectors.Transpose() * vectors - Matrix.Identity(5)).FrobeniusNorm(), Is.LessThan(1e-9));
    }

    [Test]
    public void Long_runs_find_no_copies_of_what_converged_early()
    {
        // The first values converge within some 20 steps, the last of them needs hundreds.
        double[] spectrum = [40, 20, 10, .. Enumerable.Range(0, 3000).Select(i => i / 3000.0)];
        var calls = 0;
        SymmetricOperator apply = (vector, result) =>
        {
            calls++;
            TensorPrimitives.Multiply(vector, spectrum, result);
        };
        var options = new LanczosOptions { Count = 8, Vectors = RitzVectors.Return };
        var result = Lanczos.Eigenvalues(apply, spectrum.Length, new RandomStream(8), options);
        Assert.That(calls, Is.GreaterThan(150));
        Assert.That(result.Eigenvalues, Is.EqualTo(spectrum.OrderDescending().Take(8)).Within(1e-12 * 40));
        var vectors = result.Vectors!;
        Assert.That((vectors.Transpose() * vectors - Matrix.Identity(8)).MaximumMagnitude(), Is.LessThan(1e-8));
        var mapped = Matrix.Diagonal(spectrum.Length, spectrum.Length, spectrum);
        Assert.That(
            ((mapped * vectors) - (vectors * Matrix.Diagonal(8, 8, result.Eigenvalues))).MaximumMagnitude(),
            Is.LessThan(1e-9 * 40)
        );
    }

    [Test]
    public void Agrees_with_the_dense_solver_on_a_random_matrix()
    {
        var root = RandomMatrices.Gaussian(90, 90, new RandomStream(3));
        var matrix = root + root.Transpose();
        var options = new LanczosOptions { Count = 4 };
        var result = Lanczos.Eigenvalues(Operator(matrix), 90, new RandomStream(4), options);
        Assert.That(
            result.Eigenvalues,
            Is.EqualTo(Factorizations.SymmetricEigenvalues(matrix).Take(4)).Within(1e-11 * matrix.FrobeniusNorm())
        );
    }

    [Test]
    public void Says_when_the_iterations_do_not_suffice()
    {
        var matrix = Rotated(Spectra[0]);
        var options = new LanczosOptions { MaximumIterations = 3 };
        var result = Lanczos.Eigenvalues(Operator(matrix), matrix.Rows, new RandomStream(5), options);
        Assert.That(result.Outcome, Is.EqualTo(LanczosOutcome.MaximumIterationsReached));
        Assert.That(result.Iterations, Is.EqualTo(3));
        Assert.That(result.ResidualNorms[0], Is.GreaterThan(1e-3));
    }

    [Test]
    public void Repeats_bit_for_bit()
    {
        var matrix = Rotated(Spectra[0]);
        var options = new LanczosOptions { Count = 3 };
        var first = Lanczos.Eigenvalues(Operator(matrix), matrix.Rows, new RandomStream(6), options);
        var second = Lanczos.Eigenvalues(Operator(matrix), matrix.Rows, new RandomStream(6), options);
        Assert.That(second.Eigenvalues, Is.EqualTo(first.Eigenvalues));
    }

    [Test]
    public void Impossible_requests_are_refused()
    {
        var apply = Operator(Matrix.Identity(3));
        var stream = new RandomStream(7);
        Assert.That(
            () => Lanczos.Eigenvalues(apply, 3, stream, new LanczosOptions { Count = 4 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("4 were asked for")
        );
        Assert.That(
            () => Lanczos.Eigenvalues(apply, 3, stream, new LanczosOptions { Tolerance = 0 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
        Assert.That(
            () => Lanczos.Eigenvalues((_, result) => result.Fill(double.NaN), 3, stream),
            Throws.InstanceOf<ArithmeticException>().With.Message.Contains("not finite")
        );
    }

    private static Matrix Rotated(double[] spectrum)
    {
        var size = spectrum.Length;
        var q = RandomMatrices.Orthogonal(size, new RandomStream(99));
        return q * Matrix.Diagonal(size, size, spectrum) * q.Transpose();
    }

    private static SymmetricOperator Operator(Matrix matrix) =>
        (vector, result) =>
            DenseKernels.Multiply(matrix.Span, vector, result, new ProductShape(matrix.Rows, matrix.Columns, 1));
}
