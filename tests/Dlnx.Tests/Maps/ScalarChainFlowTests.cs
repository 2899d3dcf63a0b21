using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class ScalarChainFlowTests
{
    // ds/dt = −(s² − σ)s for two equal layers: s² = σ/(1 + (σ/s₀² − 1)e^(−2σt)).
    [TestCase(0.3)]
    [TestCase(1.9)]
    public void Follows_the_logistic_solution_of_two_equal_layers(double start)
    {
        const double sigma = 1.5;
        double[] s = [start, start];
        new ScalarChainFlow(sigma).Integrate(s, 1e-3, 1000);
        var exact = Math.Sqrt(sigma / (1 + (((sigma / (start * start)) - 1) * Math.Exp(-2 * sigma))));
        Assert.That(s, Is.All.EqualTo(exact).Within(1e-12));
    }

    [Test]
    public void Converges_with_order_four()
    {
        static double Error(int steps)
        {
            double[] s = [0.3, 0.3];
            new ScalarChainFlow(1.5).Integrate(s, 1.0 / steps, steps);
            return Math.Abs(s[0] - Math.Sqrt(1.5 / (1 + (((1.5 / 0.09) - 1) * Math.Exp(-3)))));
        }
        Assert.That(Math.Log2(Error(20) / Error(40)), Is.EqualTo(4).Within(0.2));
    }

    [Test]
    public void Is_the_limit_of_small_gradient_steps()
    {
        double[] flow = [0.4, 0.8, 1.1];
        var descent = flow.ToArray();
        new ScalarChainFlow(2).Integrate(flow, 1e-2, 10);
        for (var t = 0; t < 100_000; t++)
            new ScalarChain(2, 1e-6).Step(descent);
        Assert.That(descent, Is.EqualTo(flow).Within(1e-6));
    }
}
