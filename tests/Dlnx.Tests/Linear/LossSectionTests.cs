using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class LossSectionTests
{
    // One entry per layer: f(μ) = ½(Π(w + μ) − m)².
    [Test]
    public void Has_the_binomials_of_a_scalar_network()
    {
        var network = DeepLinearNetworks.FromLayers(Scalar(1), Scalar(1), Scalar(1));
        var section = LossSection.Along(network, Scalar(0), [1, 1, 1]);

        // ½(1 + μ)⁶: coefficients ½·C(6, n), derivatives 6!/(6 − n)!/2.
        double[] expected = [0.5, 3, 15, 60, 180, 360, 360, 0];
        var found = Enumerable.Range(0, 8).Select(section.Derivative).ToArray();
        Assert.That(found, Is.EqualTo(expected).Within(1e-9));
        Assert.That(section.Slope(0.5), Is.EqualTo(3 * Math.Pow(1.5, 5)).Within(1e-11));
    }

    [Test]
    public void Starts_with_loss_gradient_and_curvature([Values(2, 3, 5)] int depth)
    {
        var stream = new RandomStream(41);
        var network = DeepLinearNetworks.Gaussian(depth, 3, 0.7, stream);
        var target = RandomMatrices.Gaussian(3, 3, stream);
        var direction = new double[network.ParameterCount];
        stream.FillNormal(direction);
        var section = LossSection.Along(network, target, direction);
        var gradient = new double[direction.Length];
        var curved = new double[direction.Length];
        network.Gradient(target, gradient);
        network.HessianVectorProduct(target, direction, curved);
        Assert.That(section.Derivative(0), Is.EqualTo(network.Loss(target)).Within(1e-9));
        Assert.That(section.Derivative(1), Is.EqualTo(Dot(gradient, direction)).Within(1e-8));
        Assert.That(section.Derivative(2), Is.EqualTo(Dot(curved, direction)).Within(1e-6));
    }

    [Test]
    public void Leaves_the_network_alone()
    {
        var network = DeepLinearNetworks.Gaussian(2, 2, 1, new RandomStream(5));
        var before = network.Parameters.ToArray();
        LossSection.Along(network, Matrix.Identity(2), before);
        Assert.That(network.Parameters.ToArray(), Is.EqualTo(before));
    }

    [Test]
    public void Refuses_a_direction_of_another_length() =>
        Assert.That(
            () => LossSection.Along(new DeepLinearNetwork(2, 2), Matrix.Identity(2), [1, 2]),
            Throws.ArgumentException.With.Message.Contains("8 parameters")
        );

    private static Matrix Scalar(double value) => new(1, 1, [value]);

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
