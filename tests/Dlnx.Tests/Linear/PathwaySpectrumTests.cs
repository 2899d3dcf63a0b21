using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Linear;

public sealed class PathwaySpectrumTests
{
    private static readonly Gen<MinimumCase> Cases =
        from depths in Gen.Choose(1, 4).ArrayOf().Where(list => list.Length is >= 1 and <= 3)
        from width in Gen.Choose(1, 3)
        from seed in Gen.Choose(0, 1_000_000)
        select new MinimumCase(depths, width, (ulong)seed);

    [Test]
    public void Is_the_spectrum_of_the_explicit_Hessian_padded_with_zeros() =>
        Laws.Hold(
            Cases,
            c =>
            {
                var minimum = c.Minimum();
                var closed = PathwaySpectrum.Eigenvalues(c.Depths, minimum.Coefficients);
                var dense = Factorizations.SymmetricEigenvalues(
                    MultiPathwayHessian.Of(minimum.Network, minimum.Target)
                );
                double[] padded = [.. closed, .. new double[dense.Length - closed.Length]];
                return dense.Zip(padded).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-12 * closed[0]);
            },
            40
        );

    [Test]
    public void Holds_the_sharpness_of_every_mode()
    {
        double[][] coefficients =
        [
            [2, 0.5],
            [1, 1.5],
        ];
        var modes = PathwaySpectrum.ModeSharpness([3, 3], coefficients);
        var all = PathwaySpectrum.Eigenvalues([3, 3], coefficients);
        Assert.That(all, Has.Length.EqualTo(4));
        Assert.That(all[0], Is.EqualTo(modes[0]).Within(1e-14));
        Assert.That(all[3], Is.EqualTo(modes[1]).Within(1e-14));
        Assert.That(all[1], Is.EqualTo(all[2]).Within(1e-14));
    }

    [Test]
    public void A_minimum_realises_its_target()
    {
        var minimum = new MinimumCase([3, 2], 3, 8).Minimum();
        Assert.That(minimum.Network.Loss(minimum.Target), Is.LessThan(1e-28));
        var gradient = new double[minimum.Network.ParameterCount];
        minimum.Network.Gradient(minimum.Target, gradient);
        Assert.That(gradient, Is.All.Zero.Within(1e-13));
        Assert.That(
            Factorizations.SingularValues(minimum.Target),
            Is.EqualTo(minimum.Sigma.OrderDescending()).Within(1e-13)
        );
    }

    [Test]
    public void An_equal_split_has_the_least_sharpness_of_its_first_mode()
    {
        var minimum = AlignedMinimum.EqualSplit(3, 2, [2, 1.5, 0], new RandomStream(6));
        Assert.That(minimum.Sharpness, Is.EqualTo(PathwaySharpness.Minimum(3, 2, 2)).Within(1e-14));
        Assert.That(minimum.Network.Loss(minimum.Target), Is.LessThan(1e-28));
    }

    [Test]
    public void Lanczos_finds_its_top()
    {
        var minimum = new MinimumCase([3, 4], 4, 12).Minimum();
        var closed = PathwaySpectrum.Eigenvalues([3, 4], minimum.Coefficients);
        var top = Curvature.Largest(minimum.Network, minimum.Target, 3);
        Assert.That(top, Is.EqualTo(closed[..3]).Within(1e-9 * closed[0]));
        Assert.That(
            Curvature.Sharpness(minimum.Network, minimum.Target),
            Is.EqualTo(closed[0]).Within(1e-9 * closed[0])
        );
    }

    [Test]
    public void Jacobians_of_the_pathways_make_up_the_Hessian()
    {
        var minimum = new MinimumCase([2, 3], 2, 4).Minimum();
        var jacobians = new[] { 0, 1 }.Select(p => MultiPathwayHessian.Jacobian(minimum.Network, p)).ToArray();
        var hessian = MultiPathwayHessian.Of(minimum.Network, minimum.Target);
        for (var p = 0; p < 2; p++)
        {
            for (var q = 0; q < 2; q++)
            {
                var block = jacobians[p].Transpose() * jacobians[q];
                for (var i = 0; i < block.Rows; i++)
                {
                    var row = hessian.Row((p * 8) + i).Slice(q * 8, block.Columns).ToArray();
                    Assert.That(row, Is.EqualTo(block.Row(i).ToArray()).Within(1e-13));
                }
            }
        }
    }

    [Test]
    public void Differences_of_the_loss_give_the_explicit_Hessian_anywhere()
    {
        var network = MultiPathwayNetworks.Gaussian([2, 3], 2, 0.7, new RandomStream(3));
        var target = RandomMatrices.Gaussian(2, 2, new RandomStream(4));
        var explicitly = MultiPathwayHessian.Of(network, target);
        var differenced = MultiPathwayHessian.ByDifferences(network, target, 1e-4);
        Assert.That((differenced - explicitly).MaximumMagnitude(), Is.LessThan(1e-6));
    }

    [Test]
    public void Ragged_or_negative_coefficients_are_refused()
    {
        Assert.That(
            () =>
                PathwaySpectrum.Eigenvalues(
                    [3],
                    [
                        [1],
                        [2],
                    ]
                ),
            Throws.ArgumentException
        );
        Assert.That(
            () =>
                PathwaySpectrum.Eigenvalues(
                    [3, 3],
                    [
                        [1, 2],
                        [2],
                    ]
                ),
            Throws.ArgumentException.With.Message.Contains("2, 1")
        );
        Assert.That(
            () =>
                PathwaySpectrum.Eigenvalues(
                    [3],
                    [
                        [-1],
                    ]
                ),
            Throws.ArgumentException
        );
    }

    private sealed record MinimumCase(int[] Depths, int Width, ulong Seed)
    {
        public AlignedMinimum Minimum()
        {
            var stream = new RandomStream(Seed);
            double[][] coefficients =
            [
                .. Depths.Select(_ => Enumerable.Range(0, Width).Select(_ => stream.NextUniform(0, 2)).ToArray()),
            ];
            return AlignedMinimum.Random(Depths, coefficients, stream);
        }
    }
}
