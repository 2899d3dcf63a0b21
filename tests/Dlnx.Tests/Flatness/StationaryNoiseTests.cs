using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class StationaryNoiseTests
{
    [TestCase(0.1, 1, 1, 0.49)]
    [TestCase(1.9, 1, 0.5, 2)]
    [TestCase(0.01, 30, 2, 1)]
    public void The_variance_is_the_fixed_point_of_the_recursion(double eta, double lambda, double rho, double variance)
    {
        var law = new StationaryNoise(eta, lambda, rho, variance);
        var v = 0.0;
        for (var t = 0; t < 2000; t++)
        {
            v = (1 - eta * lambda) * (1 - eta * lambda) * v + eta * eta * rho * rho * variance;
        }
        Assert.That(law.ExactVariance, Is.EqualTo(v).Within(1e-13 * v));
        Assert.That(law.ExactVariance / law.DiffusionVariance, Is.EqualTo(law.Ratio).Within(1e-14 * law.Ratio));
    }

    [Test]
    public void The_covariance_agrees_with_small_steps()
    {
        var hessian = new Matrix(2, 2, [2, 0.5, 0.5, 1]);
        var noise = new Matrix(2, 2, [0.1, 0, 0, 0.4]);
        var covariance = StationaryNoise.DiffusionCovariance(hessian, noise);
        // Σ ← (I − hH)Σ(I − hH) + 2·(h/2)·ηC, the diffusion sampled every h; its fixed point differs by O(h).
        const double h = 1e-3;
        var contraction = Matrix.Identity(2) - h * hessian;
        var sampled = new Matrix(2, 2);
        for (var t = 0; t < 40_000; t++)
        {
            sampled = contraction * sampled * contraction + h * noise;
        }
        Assert.That(sampled.Span.ToArray(), Is.EqualTo(covariance.Span.ToArray()).Within(1e-3));
    }

    [Test]
    public void Impossible_laws_name_value_and_limit()
    {
        Assert.That(
            () => new StationaryNoise(2.5, 1, 1, 1),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("2.5").And.Message.Contains("below 2")
        );
        Assert.That(
            () => StationaryNoise.DiffusionCovariance(new Matrix(1, 1, [-1.0]), new Matrix(1, 1, [1.0])),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("-1")
        );
    }
}
