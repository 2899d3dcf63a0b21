using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class GradientFlowTests
{
    [Test]
    public void One_layer_relaxes_exponentially()
    {
        // W(t) = M + e^(−t)(W(0) − M) for one layer.
        var stream = new RandomStream(1);
        var start = RandomMatrices.Gaussian(3, 3, stream);
        var target = RandomMatrices.Gaussian(3, 3, stream);
        var network = DeepLinearNetworks.FromLayers(start);
        Advance(network, target, step: 0.01, steps: 200);
        var exact = target + (Math.Exp(-2) * (start - target));
        Assert.That((network.Product() - exact).MaximumMagnitude(), Is.LessThan(1e-9));
    }

    [Test]
    public void Converges_with_order_four()
    {
        var stream = new RandomStream(2);
        var start = DeepLinearNetworks.Gaussian(3, 3, 0.5, stream);
        var target = RandomMatrices.Gaussian(3, 3, stream);
        var reference = Final(start, target, 800);
        var coarse = Distance(Final(start, target, 50), reference);
        var fine = Distance(Final(start, target, 100), reference);
        Assert.That(Math.Log2(coarse / fine), Is.EqualTo(4).Within(0.15));
    }

    [Test]
    public void Two_layers_conserve_the_difference_of_their_Gram_matrices_to_the_order_of_the_method()
    {
        // The flow conserves W₂ᵀW₂ − W₁W₁ᵀ from every start; a Runge–Kutta method only as well as its order.
        var stream = new RandomStream(3);
        var start = DeepLinearNetworks.Gaussian(2, 3, 0.7, stream);
        var target = RandomMatrices.Gaussian(3, 3, stream);
        var (coarse, fine) = (Drift(start, target, 100), Drift(start, target, 200));
        Assert.That(fine, Is.LessThan(1e-5));
        Assert.That(Math.Log2(coarse / fine), Is.GreaterThan(3.8));
    }

    private static double Drift(DeepLinearNetwork start, Matrix target, int steps) =>
        (Difference(Final(start, target, steps)) - Difference(start)).MaximumMagnitude();

    private static Matrix Difference(DeepLinearNetwork network) =>
        (network.LayerMatrix(1).Transpose() * network.LayerMatrix(1))
        - (network.LayerMatrix(0) * network.LayerMatrix(0).Transpose());

    private static DeepLinearNetwork Final(DeepLinearNetwork start, Matrix target, int steps)
    {
        var network = start.Copy();
        Advance(network, target, 2.0 / steps, steps);
        return network;
    }

    private static double Distance(DeepLinearNetwork a, DeepLinearNetwork b) =>
        (a.Product() - b.Product()).FrobeniusNorm();

    private static void Advance(DeepLinearNetwork network, Matrix target, double step, int steps)
    {
        var flow = new GradientFlow(network, target);
        for (var t = 0; t < steps; t++)
            flow.Advance(step);
    }
}
