using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

/// <summary>Eigenvalues without vectors, which are found when their errors are small, whatever their residuals.</summary>
public sealed class LanczosValuesTests
{
    private const int Wanted = 5;

    private static readonly double[] Bulk = [.. Enumerable.Range(0, 1500).Select(i => Math.Pow(Math.Sin(i), 3))];

    private static readonly double[][] Spectra =
    [
        [3, 2.5, 2, 1.7, 1.5, .. Bulk],
        [1.2, 1.19, 1.18, 1.17, 1.16, 1.15, .. Bulk],
        [2, 2 - 1e-7, 2 - 2e-7, 1.5, 1.5 - 1e-9, .. Bulk],
        [2, 1.9, 1.8, 1.5, 1.5 - 1e-8, 1.5 - 2e-8, .. Bulk],
        [2, 1.9, 1.9, 1.9, 1.3, 1.2, .. Bulk],
        [2, 1.9, 1.8, 1.4, 1.4, 1.4, .. Bulk],
        [1.1, 1.1, 1.07, 1.07, 1.04, .. Bulk],
        [-1, -1.5, -1.5, -2, -2.5, .. Bulk.Select(value => value - 4)],
    ];

    [Test]
    public void Errors_are_below_the_tolerance(
        [ValueSource(nameof(Spectra))] double[] spectrum,
        [Values(1e-4, 1e-8, 1e-12)] double tolerance,
        [Values(1ul, 2ul, 3ul)] ulong seed
    )
    {
        var options = new LanczosOptions { Count = Wanted, ValueTolerance = tolerance };
        var result = Lanczos.Eigenvalues(Diagonal(spectrum), spectrum.Length, new RandomStream(seed), options);
        var scale = spectrum.Max(Math.Abs);
        Assert.That(result.Outcome, Is.EqualTo(LanczosOutcome.Converged));
        Assert.That(
            result.Eigenvalues,
            Is.EqualTo(spectrum.OrderDescending().Take(Wanted)).Within((tolerance + 1e-13) * scale),
            $"{result.Iterations} iterations, residuals up to {result.ResidualNorms.Max():G3}"
        );
    }

    [Test]
    public void Residuals_may_be_larger_than_the_errors_and_products_are_saved()
    {
        var (values, vectors) = (new LanczosOptions { Count = Wanted }, new LanczosOptions { Count = Wanted });
        vectors = vectors with { Vectors = RitzVectors.Return };
        var spectrum = Spectra[1];
        var fast = Lanczos.Eigenvalues(Diagonal(spectrum), spectrum.Length, new RandomStream(4), values);
        var slow = Lanczos.Eigenvalues(Diagonal(spectrum), spectrum.Length, new RandomStream(4), vectors);
        Assert.That(fast.Iterations, Is.LessThan(slow.Iterations));
        Assert.That(fast.ResidualNorms.Max(), Is.GreaterThan(1e-10 * 1.2));
        Assert.That(fast.Eigenvalues, Is.EqualTo(slow.Eigenvalues).Within(2e-12));
    }

    // The first start has nothing of the eigenvector of the largest value; only rounding could bring it in.
    [Test]
    public void Finds_a_value_that_the_first_start_lacks([Values(1ul, 2ul, 3ul)] ulong seed)
    {
        var spectrum = Spectra[0];
        var start = new double[spectrum.Length];
        new RandomStream(seed).FillNormal(start);
        var hidden = new double[spectrum.Length];
        new RandomStream(99).FillNormal(hidden);
        Remove(start, hidden);
        TensorPrimitives.Divide(hidden, TensorPrimitives.Norm<double>(hidden), hidden);
        var projected = new double[spectrum.Length];

        // (I − zzᵀ)D(I − zzᵀ) + 2.2·zzᵀ has z as an eigenvector; the other values are below those of D.
        void Apply(ReadOnlySpan<double> vector, Span<double> result)
        {
            vector.CopyTo(projected);
            var component = TensorPrimitives.Dot(vector, hidden);
            TensorPrimitives.MultiplyAdd(hidden, -component, projected, projected);
            TensorPrimitives.Multiply(projected, spectrum, projected);
            TensorPrimitives.MultiplyAdd(
                hidden,
                (2.2 * component) - TensorPrimitives.Dot<double>(projected, hidden),
                projected,
                result
            );
        }

        var options = new LanczosOptions { Count = 4 };
        var result = Lanczos.Eigenvalues(Apply, spectrum.Length, new RandomStream(seed), options);
        Assert.That(result.Eigenvalues, Has.Some.EqualTo(2.2).Within(1e-11));
        Assert.That(result.Eigenvalues, Is.Ordered.Descending);
    }

    [Test]
    public void Any_number_of_workers_finds_the_same_bits()
    {
        var options = new LanczosOptions { Count = Wanted };
        var results = new[] { 1, 2, 4 }.Select(workers =>
            Lanczos.Eigenvalues(
                Diagonal(Spectra[5]),
                Spectra[5].Length,
                new RandomStream(3),
                options with
                {
                    Workers = workers,
                }
            )
        );
        Assert.That(results.Select(result => string.Join(' ', result.Eigenvalues)).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Impossible_options_are_refused()
    {
        LanczosOptions[] impossible =
        [
            new() { ValueTolerance = 0 },
            new() { MissProbability = double.NaN },
            new() { Workers = 0 },
        ];
        foreach (var options in impossible)
            Assert.That(
                () => Lanczos.Eigenvalues(Diagonal(Bulk), Bulk.Length, new RandomStream(1), options),
                Throws.InstanceOf<ArgumentOutOfRangeException>()
            );
    }

    private static SymmetricOperator Diagonal(double[] spectrum) =>
        (vector, result) => TensorPrimitives.Multiply(vector, spectrum, result);

    private static void Remove(double[] direction, double[] vector) =>
        TensorPrimitives.MultiplyAdd(
            direction,
            -TensorPrimitives.Dot<double>(direction, vector) / TensorPrimitives.SumOfSquares<double>(direction),
            vector,
            vector
        );
}
