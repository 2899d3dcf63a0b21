using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Linear;

public sealed class DiagonalLinearNetworkTests
{
    private static readonly Gen<DiagonalCase> Cases =
        from depth in Gen.Choose(1, 6)
        from dimension in Gen.Choose(1, 21)
        from seed in Gen.Choose(0, 1_000_000)
        select new DiagonalCase(depth, dimension, (ulong)seed);

    [Test]
    public void Gradient_matches_the_product_of_the_other_layers() =>
        Laws.Hold(
            Cases,
            c =>
            {
                var (network, target) = (c.Network(), c.Target());
                var gradient = new double[network.ParameterCount];
                network.Gradient(target, gradient);
                return Enumerable
                    .Range(0, gradient.Length)
                    .All(index =>
                    {
                        var (layer, i) = Math.DivRem(index, c.Dimension);
                        var others = Enumerable
                            .Range(0, c.Depth)
                            .Where(l => l != layer)
                            .Aggregate(1.0, (p, l) => p * network.Layer(l)[i]);
                        var expected = ((others * network.Layer(layer)[i]) - target[i]) * others;
                        return Math.Abs(gradient[index] - expected)
                            <= 1e-13 * (1 + Math.Abs(others) * (1 + Math.Abs(expected)));
                    });
            }
        );

    [Test]
    public void Follows_the_deep_linear_network_with_diagonal_layers()
    {
        var target = TargetMatrix.Diagonal(5, 10, 6, 3);
        double[] diagonalTarget = [10, 6, 3, 0, 0];
        var deep = DeepLinearNetworks.Unbalanced(3, 5, 0.3);
        var diagonal = DiagonalLinearNetwork.Unbalanced(3, 5, 0.3);
        for (var t = 0; t < 500; t++)
        {
            deep.Step(target.Matrix, 0.0315);
            diagonal.Step(diagonalTarget, 0.0315);
        }

        for (var layer = 0; layer < 3; layer++)
        {
            Assert.That(
                deep.LayerMatrix(layer).DiagonalEntries(),
                Is.EqualTo(diagonal.Layer(layer).ToArray()).Within(1e-9)
            );
        }

        Assert.That(diagonal.Loss(diagonalTarget), Is.EqualTo(deep.Loss(target.Matrix)).Within(1e-8));
    }

    [Test]
    public void Hessian_vector_product_matches_the_explicit_Hessian() =>
        Laws.Hold(
            Cases,
            c =>
            {
                var (network, target, direction) = (c.Network(), c.Target(), c.Direction());
                var actual = new double[direction.Length];
                DiagonalHessian.Apply(network, target, direction, actual);
                var hessian = DiagonalHessian.Explicit(network, target);
                var expected = (hessian * new Matrix(direction.Length, 1, direction)).Column(0);
                var allowed = 1e-13 * (1 + (hessian.FrobeniusNorm() * 10 * c.Dimension));
                return actual.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) <= allowed);
            }
        );

    [Test]
    public void Hessian_vector_product_matches_central_differences_of_the_gradient() =>
        Laws.Hold(
            Cases,
            c =>
            {
                const double H = 1e-5;
                var direction = c.Direction();
                var actual = new double[direction.Length];
                DiagonalHessian.Apply(c.Network(), c.Target(), direction, actual);
                var (above, below) = (Shifted(c, direction, H), Shifted(c, direction, -H));
                var scale = 1 + actual.Max(Math.Abs) + above.Max(Math.Abs);
                return Enumerable
                    .Range(0, actual.Length)
                    .All(i => Math.Abs(actual[i] - ((above[i] - below[i]) / (2 * H))) <= 1e-7 * scale);
            }
        );

    [Test]
    public void Spectrum_at_a_minimum_matches_the_dense_Hessian_and_the_catalogue()
    {
        // B/thm-3 check 1: s = (3, 2, 0, 0), L = 3, α = 0.3.
        var spectrum = new DiagonalHessianSpectrum(3, [3, 2, 0, 0], 0.3);
        var dense = Factorizations.SymmetricEigenvalues(DiagonalHessian.Explicit(spectrum.Minimum(), spectrum.Target));
        Assert.That(
            spectrum.NonZeroEigenvalues,
            Is.EqualTo(new[] { 12.98024613, 7.55952630, 0.0081, 0.0081 }).Within(1e-8)
        );
        Assert.That(dense, Is.EqualTo(spectrum.Eigenvalues).Within(1e-13 * dense[0]));
        Assert.That((spectrum.PrintedUpper, spectrum.PrintedLower), Is.EqualTo((0.0162, -0.0081)).Within(1e-15));
    }

    [Test]
    public void Oscillates_in_the_reference_ranges_above_both_thresholds()
    {
        // B/thm-3 setup: K = 55, T = 12000; the reference ranges of the first two end-to-end coordinates.
        double[] target = [10, 9, 6, 0, 0, 0, 0, 0];
        var network = DiagonalLinearNetwork.Unbalanced(3, 8, 0.01);
        var product = new double[8];
        var (low, high) = (new[] { 99.0, 99 }, new[] { 0.0, 0 });
        for (var t = 1; t <= 12_000; t++)
        {
            network.Step(target, 2.0 / 55);
            network.Product(product);
            for (var i = 0; i < 2 && t > 11_936; i++)
            {
                (low[i], high[i]) = (Math.Min(low[i], product[i]), Math.Max(high[i], product[i]));
            }
        }

        Assert.That(low, Is.EqualTo(new[] { 6.45158, 7.91373 }).Within(1e-5));
        Assert.That(high, Is.EqualTo(new[] { 12.30699, 9.93352 }).Within(1e-5));
        Assert.That(product[2], Is.EqualTo(6).Within(1e-10));
    }

    [Test]
    public void Steps_allocate_nothing_and_repeat_bit_for_bit()
    {
        double[] target = [3, 2, 0, 0, 1];
        var (first, second) = (DiagonalLinearNetwork.Balanced(4, 5, 0.2), DiagonalLinearNetwork.Balanced(4, 5, 0.2));
        first.Step(target, 0.1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 1; t < 100; t++)
        {
            first.Step(target, 0.1);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        for (var t = 0; t < 100; t++)
        {
            second.Step(target, 0.1);
        }

        Assert.That(second.Parameters.ToArray(), Is.EqualTo(first.Parameters.ToArray()));
    }

    [Test]
    public void Misfits_are_refused_in_words()
    {
        var network = new DiagonalLinearNetwork(2, 3);
        Assert.That(
            () => network.Step(new double[2], 0.1),
            Throws.ArgumentException.With.Message.Contains("3 entries")
        );
        Assert.That(() => DiagonalHessian.Explicit(network, new double[4]), Throws.ArgumentException);
        Assert.That(
            () => new DiagonalHessianSpectrum(3, [1, -1], 0.1),
            Throws.ArgumentException.With.Message.Contains("non-negative")
        );
        Assert.That(
            () => DiagonalHessian.Explicit(new DiagonalLinearNetwork(3, 1000), new double[1000]),
            Throws.ArgumentException.With.Message.Contains("DiagonalHessian.Apply")
        );
    }

    private static double[] Shifted(DiagonalCase c, double[] direction, double h)
    {
        var network = c.Network();
        for (var i = 0; i < direction.Length; i++)
        {
            network.Parameters[i] += h * direction[i];
        }

        var gradient = new double[direction.Length];
        network.Gradient(c.Target(), gradient);
        return gradient;
    }

    private sealed record DiagonalCase(int Depth, int Dimension, ulong Seed)
    {
        public DiagonalLinearNetwork Network()
        {
            var network = new DiagonalLinearNetwork(Depth, Dimension);
            new RandomStream(Seed).FillNormal(network.Parameters);
            return network;
        }

        public double[] Target() => Normal("target", Dimension);

        public double[] Direction() => Normal("direction", Depth * Dimension);

        private double[] Normal(string name, int length)
        {
            var values = new double[length];
            new RandomStream(Seed).Substream(name).FillNormal(values);
            return values;
        }
    }
}
