using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class CurvatureTests
{
    [TestCase(3, 4)]
    [TestCase(2, 6)]
    [TestCase(4, 5)]
    [TestCase(3, 10)]
    public void Matches_the_dense_spectrum_away_from_minima(int depth, int width)
    {
        var problem = new RandomProblem(depth, width, 5);
        var (network, target) = (problem.Network(), problem.Target());
        var dense = Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target));
        var range = Curvature.Range(network, target);
        var allowed = 1e-10 * dense[0];
        Assert.That(range.Largest, Is.EqualTo(dense[0]).Within(allowed));
        Assert.That(range.Smallest, Is.EqualTo(dense[^1]).Within(allowed));
        Assert.That(range.SpectralNorm, Is.EqualTo(dense.Max(Math.Abs)).Within(allowed));
        Assert.That(Curvature.Sharpness(network, target), Is.EqualTo(range.Largest));
    }

    [TestCase(3, 50)]
    [TestCase(4, 20)]
    public void Matches_the_closed_form_at_a_large_minimum(int depth, int width)
    {
        var target = TargetMatrix.Rotated(width, new RandomStream(1), 10, 6, 3);
        var network = GlobalMinimum.Of(MinimumForm.Unbalanced, depth, target, 0.1);
        var expected = HessianSpectrum.ModeSharpness(depth, 10);
        Assert.That(Curvature.Sharpness(network, target.Matrix), Is.EqualTo(expected).Within(1e-10 * expected));
    }

    [Test]
    public void Leading_eigenvalues_of_a_large_minimum_come_with_their_multiplicity()
    {
        var target = TargetMatrix.Rotated(20, new RandomStream(2), 10, 9, 6);
        var hessian = new HessianOperator(GlobalMinimum.Of(MinimumForm.Balanced, 3, target, 0), target.Matrix);
        var expected = HessianSpectrum.AtMinimum(MinimumForm.Balanced, 3, 20, [10, 9, 6], 0).Eigenvalues.Take(8);
        var options = new LanczosOptions { Count = 8 };
        var result = Lanczos.Eigenvalues(hessian.Apply, hessian.Dimension, new RandomStream(3), options);
        Assert.That(result.Eigenvalues, Is.EqualTo(expected).Within(1e-9));
    }

    [TestCase(3, 70)]
    [TestCase(2, 100)]
    public void Leading_eigenvalues_in_triangular_coordinates_are_those_in_the_given_ones(int depth, int width)
    {
        var stream = new RandomStream(4);
        var network = DeepLinearNetworks.Gaussian(depth, width, 1 / Math.Sqrt(width), stream);
        var target = RandomMatrices.Gaussian(width, width, stream);
        var hessian = new HessianOperator(network, target);

        // With vectors, the residuals are what converges, and no value is taken for found before.
        var options = new LanczosOptions { Count = 6, Vectors = RitzVectors.Return };
        var expected = Lanczos.Eigenvalues(hessian.Apply, hessian.Dimension, new RandomStream(5), options).Eigenvalues;
        var allowed = 2e-12 * expected[0];
        Assert.That(Curvature.Largest(network, target, 6), Is.EqualTo(expected).Within(allowed));
        Assert.That(Curvature.Sharpness(network, target), Is.EqualTo(expected[0]).Within(allowed));
    }

    [Test]
    public void Any_number_of_workers_finds_the_same_bits([Values(2, 3)] int workers)
    {
        var problem = new RandomProblem(3, 75, 6);
        Assert.That(
            Curvature.Largest(problem.Network(), problem.Target(), 4, workers),
            Is.EqualTo(Curvature.Largest(problem.Network(), problem.Target(), 4))
        );
        Assert.That(
            () => Curvature.Largest(problem.Network(), problem.Target(), 4, 0),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
    }

    [Test]
    public void Repeats_bit_for_bit()
    {
        var problem = new RandomProblem(3, 10, 8);
        var (first, second) = (problem.Network(), problem.Network());
        Assert.That(
            Curvature.Sharpness(second, problem.Target()),
            Is.EqualTo(Curvature.Sharpness(first, problem.Target()))
        );
    }

    // B/def-1: closed form at the two points of the 2-cycle is checked by the specs; here its value at one balanced point.
    [TestCase(3, 10.0, 1.9)]
    [TestCase(4, 10.0, 1.9)]
    public void Matches_the_balanced_direction_in_closed_form(int depth, double sigma, double s)
    {
        var target = TargetMatrix.Diagonal(3, sigma);
        var network = DeepLinearNetworks.FromLayers([.. Enumerable.Repeat(Matrix.Diagonal(3, 3, [s]), depth)]);
        var residual = Math.Pow(s, depth) - sigma;
        var expected = (depth * Math.Pow(s, (2 * depth) - 2)) + ((depth - 1) * residual * Math.Pow(s, depth - 2));
        Assert.That(
            Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target.Matrix)),
            Has.Some.EqualTo(expected).Within(1e-11 * Math.Abs(expected))
        );
    }
}
