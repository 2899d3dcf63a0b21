using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class LanczosTridiagonalisationTests
{
    private static readonly double[][] Spectra =
    [
        [10, 7, 5, .. Enumerable.Repeat(0.0, 40), .. Enumerable.Range(0, 40).Select(i => -0.1 + (0.2 * i / 39))],
        [3, 3, 3, .. Enumerable.Range(0, 60).Select(i => i / 60.0)],
        [.. Enumerable.Repeat(1.0, 30)],
        [.. Enumerable.Repeat(0.0, 30)],
        [2, 1, .. Enumerable.Repeat(0.0, 40)],
        [.. Enumerable.Range(0, 70).Select(i => Math.Pow(10, -i / 5.0))],
        [7],
    ];

    [Test]
    public void A_complete_run_finds_every_spectrum_with_multiplicities(
        [ValueSource(nameof(Spectra))] double[] spectrum,
        [Values(Reorthogonalisation.ModifiedParlettKahan, Reorthogonalisation.Twice)] Reorthogonalisation rule
    )
    {
        var lanczos = Run(Rotated(spectrum), spectrum.Length, rule);
        var scale = Math.Max(1, spectrum.Max(Math.Abs));
        Assert.That(lanczos.RitzValues, Is.EqualTo(spectrum.OrderDescending()).Within(1e-11 * scale));
        Assert.That(lanczos.OrthogonalityLoss(), Is.LessThan(1e-13));
        Assert.That(lanczos.Size, Is.EqualTo(spectrum.Length));
    }

    [Test]
    public void The_projected_operator_is_tridiagonal([ValueSource(nameof(Spectra))] double[] spectrum)
    {
        var matrix = Rotated(spectrum);
        var steps = Math.Min(25, spectrum.Length);
        var lanczos = Run(matrix, steps, Reorthogonalisation.ModifiedParlettKahan);
        var q = new Matrix(steps, spectrum.Length);
        for (var j = 0; j < steps; j++)
            lanczos.BasisVector(j).CopyTo(q.Row(j));
        var difference = q * matrix * q.Transpose();
        for (var j = 0; j < steps; j++)
        {
            difference[j, j] -= lanczos.Diagonal[j];
            if (j == steps - 1)
                continue;
            difference[j, j + 1] -= lanczos.Coupling[j];
            difference[j + 1, j] -= lanczos.Coupling[j];
        }
        Assert.That(difference.MaximumMagnitude(), Is.LessThan(1e-11 * Math.Max(1, spectrum.Max(Math.Abs))));
    }

    [Test]
    public void The_plain_recurrence_loses_orthogonality_and_copies_the_top()
    {
        var matrix = Rotated(Spectra[0]);
        var plain = Run(matrix, 60, Reorthogonalisation.None);
        Assert.That(plain.OrthogonalityLoss(), Is.GreaterThan(0.1));
        Assert.That(plain.RitzValues.Count(value => Math.Abs(value - 10) < 1e-8), Is.GreaterThanOrEqualTo(2));
        Assert.That(plain.Sweeps, Is.Zero);
    }

    [Test]
    public void The_rule_sweeps_at_least_once_and_at_most_twice_a_step()
    {
        var root = RandomMatrices.Gaussian(80, 80, new RandomStream(3));
        var matrix = root + root.Transpose();
        var modified = Run(matrix, 40, Reorthogonalisation.ModifiedParlettKahan);
        var twice = Run(matrix, 40, Reorthogonalisation.Twice);
        Assert.That(modified.Restarts, Is.Zero);
        Assert.That(modified.Sweeps, Is.InRange(39, 78));
        Assert.That(twice.Sweeps, Is.EqualTo(78));
        Assert.That(twice.SweptVectors, Is.EqualTo(39 * 40));
        Assert.That(modified.RitzValues, Is.EqualTo(twice.RitzValues).Within(1e-11));
    }

    [Test]
    public void Ritz_pairs_have_the_residuals_that_are_reported()
    {
        var matrix = Rotated(Spectra[1]);
        var lanczos = Run(matrix, 12, Reorthogonalisation.ModifiedParlettKahan);
        var y = new double[matrix.Rows];
        for (var i = 0; i < 12; i++)
        {
            lanczos.RitzVector(i, y);
            var residual = (matrix * new Matrix(y.Length, 1, y)) - (lanczos.RitzValues[i] * new Matrix(y.Length, 1, y));
            Assert.That(residual.FrobeniusNorm(), Is.EqualTo(lanczos.ResidualNorms[i]).Within(1e-12));
        }
    }

    [Test]
    public void Agrees_with_the_iteration_to_convergence()
    {
        var root = RandomMatrices.Gaussian(90, 90, new RandomStream(5));
        var matrix = root + root.Transpose();
        var other = Lanczos.Eigenvalues(
            DenseOperator.Of(matrix),
            90,
            new RandomStream(4),
            new LanczosOptions { Count = 3 }
        );
        var ours = Run(matrix, 80, Reorthogonalisation.ModifiedParlettKahan);
        Assert.That(ours.RitzValues.Take(3), Is.EqualTo(other.Eigenvalues).Within(1e-9));
    }

    [Test]
    public void One_object_repeats_bit_for_bit_and_a_run_allocates_nothing_per_step()
    {
        const int n = 3000;
        var start = new double[n];
        new RandomStream(8).FillNormal(start);
        SymmetricOperator apply = (v, result) =>
        {
            for (var i = 0; i < v.Length; i++)
                result[i] = i * v[i];
        };
        var lanczos = new LanczosTridiagonalisation(n, 40);
        lanczos.Run(apply, start, 40, new RandomStream(1));
        var first = lanczos.RitzValues;
        var before = GC.GetAllocatedBytesForCurrentThread();
        lanczos.Run(apply, start, 40, new RandomStream(1));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(lanczos.RitzValues, Is.EqualTo(first));
        // The analysis of T allocates 40 × 40 numbers; one vector per step would be forty times 3000.
        Assert.That(allocated, Is.LessThan(40 * n * sizeof(double) / 8));
    }

    [Test]
    public void Impossible_requests_are_refused()
    {
        var lanczos = new LanczosTridiagonalisation(3, 2);
        var stream = new RandomStream(1);
        var apply = DenseOperator.Of(Matrix.Identity(3));
        Assert.That(
            () => new LanczosTridiagonalisation(3, 4),
            Throws.ArgumentException.With.Message.Contains("1 to 3")
        );
        Assert.That(() => new LanczosTridiagonalisation(1 << 30, 4), Throws.ArgumentException);
        Assert.That(() => lanczos.Run(apply, new double[3], 2, stream), Throws.ArgumentException);
        Assert.That(() => lanczos.Run(apply, [1, 0], 2, stream), Throws.ArgumentException);
        Assert.That(() => lanczos.Run(apply, [1, 0, 0], 3, stream), Throws.ArgumentException);
        Assert.That(
            () => lanczos.Run((_, result) => result.Fill(double.NaN), [1, 0, 0], 2, stream),
            Throws.InstanceOf<ArithmeticException>()
        );
        Assert.That(() => lanczos.RitzVector(2, new double[3]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static LanczosTridiagonalisation Run(Matrix matrix, int steps, Reorthogonalisation rule)
    {
        var lanczos = new LanczosTridiagonalisation(matrix.Rows, steps, rule);
        var start = new double[matrix.Rows];
        new RandomStream(21).FillNormal(start);
        lanczos.Run(DenseOperator.Of(matrix), start, steps, new RandomStream(22));
        return lanczos;
    }

    private static Matrix Rotated(double[] spectrum)
    {
        var size = spectrum.Length;
        var q = RandomMatrices.Orthogonal(size, new RandomStream(99));
        return q * Matrix.Diagonal(size, size, spectrum) * q.Transpose();
    }
}
