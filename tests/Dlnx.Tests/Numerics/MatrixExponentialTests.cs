using Dlnx.Numerics;
using Dlnx.Numerics.Ode;
using FsCheck.Fluent;

namespace Dlnx.Tests.Numerics;

public sealed class MatrixExponentialTests
{
    [Test]
    public void Agrees_with_closed_forms()
    {
        var turn = MatrixExponential.Of(Matrix.FromRows([0, -0.7], [0.7, 0]));
        Assert.That(turn.Span.ToArray(), Is.EqualTo(Rotation(0.7)).Within(1e-15));
        var nilpotent = MatrixExponential.Of(Matrix.FromRows([0, 2, 0], [0, 0, 3], [0, 0, 0]));
        Assert.That(nilpotent.Span.ToArray(), Is.EqualTo(new double[] { 1, 2, 3, 0, 1, 3, 0, 0, 1 }).Within(1e-14));
        Assert.That(MatrixExponential.Of(new Matrix(0, 0)).Rows, Is.Zero);
    }

    // The norm is far above what the approximant covers, so that squarings do the work.
    [Test]
    public void Large_norms_keep_their_relative_accuracy()
    {
        var diagonal = MatrixExponential.Of(Matrix.Diagonal(3, 3, [-40, 0.5, 30]));
        double[] expected = [Math.Exp(-40), Math.Exp(0.5), Math.Exp(30)];
        Assert.That(diagonal.DiagonalEntries(), Is.EqualTo(expected).Within(1e-11).Percent);
        var turn = MatrixExponential.Of(Matrix.FromRows([0, -100], [100, 0]));
        Assert.That(turn.Span.ToArray(), Is.EqualTo(Rotation(100)).Within(1e-12));
    }

    [Test]
    public void Adds_up_over_time_and_solves_the_linear_system() =>
        Laws.Hold(
            from size in Gen.Choose(1, 6)
            from seed in Gen.Choose(0, 1000)
            select (size, seed),
            c =>
            {
                var a = RandomMatrices.Gaussian(c.size, c.size, new RandomStream((ulong)c.seed));
                var (half, whole) = (MatrixExponential.Of(0.5 * a), MatrixExponential.Of(a));
                var x0 = Enumerable.Range(1, c.size).Select(i => (double)i).ToArray();
                var options = new OdeOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-13 };
                var solved = OdeSolver.Solve((_, x, dx) => Apply(a, x, dx), 0, x0, 1, options).State;
                var exact = (whole * new Matrix(c.size, 1, x0)).Span.ToArray();
                return ((half * half) - whole).MaximumMagnitude() <= 1e-13 * (1 + whole.MaximumMagnitude())
                    && solved.Zip(exact, (u, v) => Math.Abs(u - v)).Max() <= 1e-9 * (1 + exact.Max(Math.Abs));
            },
            30
        );

    [Test]
    public void Unsuitable_matrices_are_refused_in_words()
    {
        Assert.That(
            () => MatrixExponential.Of(new Matrix(2, 3)),
            Throws.ArgumentException.With.Message.Contains("square")
        );
        Assert.That(() => MatrixExponential.Of(Matrix.ScaledIdentity(2, double.NaN)), Throws.ArgumentException);
    }

    private static double[] Rotation(double angle) =>
        [Math.Cos(angle), -Math.Sin(angle), Math.Sin(angle), Math.Cos(angle)];

    private static void Apply(Matrix a, ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < x.Length; i++)
        {
            result[i] = 0;
            for (var j = 0; j < x.Length; j++)
                result[i] += a[i, j] * x[j];
        }
    }
}
