using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Linear;

public sealed class HessianSpectrumTests
{
    private static readonly Gen<MinimumCase> Minima =
        from depth in Gen.Choose(1, 4)
        from width in Gen.Choose(1, 4)
        from rank in Gen.Choose(1, width)
        from seed in Gen.Choose(0, 1_000_000)
        from form in Gen.Elements(MinimumForm.Unbalanced, MinimumForm.Balanced)
        select new MinimumCase(depth, width, rank, (ulong)seed, form);

    [Test]
    public void Matches_the_dense_Hessian_at_random_minima() =>
        Laws.Hold(
            Minima,
            minimum =>
            {
                var spectrum = minimum.Spectrum().Eigenvalues;
                var dense = Factorizations.SymmetricEigenvalues(minimum.Hessian());
                return spectrum.Length == dense.Length
                    && spectrum.Zip(dense).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-10 * spectrum[0]);
            },
            120
        );

    [Test]
    public void The_printed_list_misses_the_null_block_at_every_rank_deficient_minimum() =>
        Laws.Hold(
            Minima.Where(minimum =>
                minimum is { Form: MinimumForm.Unbalanced, Depth: > 1 } && minimum.Rank < minimum.Width
            ),
            minimum =>
            {
                var spectrum = minimum.Spectrum();
                var missing = spectrum.Eigenvalues.Sum() - spectrum.PrintedEigenvalues.Sum();
                var trace = minimum.Hessian().DiagonalEntries().Sum() - spectrum.PrintedEigenvalues.Sum();
                return missing > 0 && Math.Abs(missing - trace) <= 1e-12 * spectrum.Eigenvalues.Sum();
            },
            60
        );

    // B/lem-1, reference: d = 3, L = 3, σ = (3, 2), α = 0.1; printed to ten decimals.
    [TestCase(
        MinimumForm.Unbalanced,
        new[]
        {
            12.9802461328,
            10.1485180596,
            10.1485180596,
            7.5595262994,
            4.3476495492,
            4.3267487109,
            2.5358161103,
            2.5198420998,
            0.0001,
        }
    )]
    [TestCase(
        MinimumForm.Balanced,
        new[]
        {
            12.9802461328,
            10.1485180596,
            10.1485180596,
            7.5595262994,
            4.3267487109,
            4.3267487109,
            2.5198420998,
            2.5198420998,
        }
    )]
    public void Gives_the_reference_spectrum_of_the_catalogue(MinimumForm form, double[] expected)
    {
        var spectrum = HessianSpectrum.AtMinimum(form, 3, 3, [3, 2], 0.1);
        Assert.That(spectrum.Eigenvalues.Take(expected.Length), Is.EqualTo(expected).Within(1e-10));
        Assert.That(spectrum.Eigenvalues.Skip(expected.Length), Is.All.Zero);
        Assert.That(spectrum.Eigenvalues, Has.Length.EqualTo(27));
    }

    [Test]
    public void Sharpness_leaves_the_printed_formula_when_alpha_is_too_large()
    {
        // B/eq-3 check 1: L = 3, d = 2, σ = 10, α = 5; the sum of (10^{2/3−ℓ/3}·5^ℓ)² written out.
        var expected = Math.Pow(10, 4.0 / 3) + (25 * Math.Pow(10, 2.0 / 3)) + 625;
        var spectrum = HessianSpectrum.AtMinimum(MinimumForm.Unbalanced, 3, 2, [10], 5);
        Assert.That(spectrum.Sharpness, Is.EqualTo(expected).Within(1e-12 * expected));
        Assert.That(HessianSpectrum.ModeSharpness(3, 10), Is.EqualTo(64.633040701).Within(1e-9));
    }

    [Test]
    public void Lambda_is_symmetric_and_has_the_mode_sharpness_on_its_diagonal() =>
        Laws.Hold(
            from depth in Gen.Choose(1, 12)
            from a in Gen.Choose(1, 500)
            from b in Gen.Choose(1, 500)
            select (depth, a / 100.0, b / 100.0),
            triple =>
            {
                var (depth, a, b) = triple;
                var lambda = HessianSpectrum.Lambda(depth, a, b);
                return Math.Abs(lambda - HessianSpectrum.Lambda(depth, b, a)) <= 1e-13 * lambda
                    && Math.Abs(HessianSpectrum.Lambda(depth, a, a) / HessianSpectrum.ModeSharpness(depth, a) - 1)
                        <= 1e-13;
            }
        );

    [Test]
    public void Arguments_out_of_range_are_refused()
    {
        const MinimumForm Form = MinimumForm.Balanced;
        Assert.That(
            () => HessianSpectrum.AtMinimum(Form, 3, 1, [2, 1], 0),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
        Assert.That(() => HessianSpectrum.AtMinimum(Form, 3, 2, [2, 0], 0), Throws.ArgumentException);
        Assert.That(
            () => HessianSpectrum.AtMinimum(Form, 0, 2, [2], 0),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
        Assert.That(() => TargetMatrix.Diagonal(2, 1, -1), Throws.ArgumentException.With.Message.Contains("positive"));
        Assert.That(() => TargetMatrix.Diagonal(1, 2, 1), Throws.ArgumentException.With.Message.Contains("at most 1"));
    }

    private sealed record MinimumCase(int Depth, int Width, int Rank, ulong Seed, MinimumForm Form)
    {
        private double[] SingularValues
        {
            get
            {
                var stream = new RandomStream(Seed).Substream("values");
                return [.. Enumerable.Range(0, Rank).Select(_ => stream.NextUniform(0.3, 5)).OrderDescending()];
            }
        }

        private double Alpha =>
            new RandomStream(Seed).Substream("alpha").NextUniform(0.1, 0.9) * Math.Pow(SingularValues[^1], 1.0 / Depth);

        public HessianSpectrum Spectrum() => HessianSpectrum.AtMinimum(Form, Depth, Width, SingularValues, Alpha);

        public Matrix Hessian()
        {
            var target = TargetMatrix.Rotated(Width, new RandomStream(Seed), SingularValues);
            return ExplicitHessian.Of(GlobalMinimum.Of(Form, Depth, target, Alpha), target.Matrix);
        }
    }
}
