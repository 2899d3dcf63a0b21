using Dlnx.Escape;

namespace Dlnx.Tests.Escape;

public sealed class EscapeHomotopyTests
{
    [Test]
    public void Linear_and_cubic_flows_have_their_closed_forms()
    {
        var linear = new EscapeHomotopy(new LinearFamily(1), [0.01]);
        var cubic = new EscapeHomotopy(new CubicFamily(1), [0.2]);
        foreach (var s in new[] { 0.2, 0.7 })
        {
            Assert.That(linear.Crossing(s).Time, Is.EqualTo(Math.Log(100) / (1 + s)).Within(1e-11));
            Assert.That(
                linear.Sensitivity(s).Derivative,
                Is.EqualTo(-Math.Log(100) / ((1 + s) * (1 + s))).Within(1e-10)
            );
            // ∫dz/(z³ + sz) = log(z²/(z² + s))/(2s).
            double Antiderivative(double z) => Math.Log(z * z / ((z * z) + s)) / (2 * s);
            Assert.That(cubic.Crossing(s).Time, Is.EqualTo(Antiderivative(1) - Antiderivative(0.2)).Within(1e-10));
        }
        Assert.That(cubic.Crossing(0).Time, Is.EqualTo(12).Within(1e-10));
    }

    // C/prop-23, references (3) and (4).
    [Test]
    public void Planar_and_product_flows_have_the_catalogued_times()
    {
        var planar = new EscapeHomotopy(new PlanarFamily(1), [0.01, 0.02]);
        Assert.That(planar.Crossing(0).Time, Is.EqualTo(9.380610433790).Within(1e-11));
        Assert.That(planar.Crossing(1).Time, Is.EqualTo(5.291232041825).Within(1e-11));
        Assert.That(planar.Sensitivity(0.4).Derivative, Is.EqualTo(-4.194776135).Within(1e-9));
        var product = new EscapeHomotopy(new ProductFamily(0.5), [0.05, 0.05, 0.05]);
        Assert.That(product.Crossing(0).Time, Is.EqualTo(29.717682020810).Within(1e-10));
        Assert.That(product.Crossing(1).Time, Is.EqualTo(30.015355410989).Within(1e-10));
    }

    [TestCaseSource(nameof(Families))]
    public void The_adjoint_agrees_with_central_differences(IEscapeFamily family, double[] start)
    {
        var homotopy = new EscapeHomotopy(family, start);
        const double h = 1e-4;
        var slope = (homotopy.Crossing(0.4 + h).Time - homotopy.Crossing(0.4 - h).Time) / (2 * h);
        var sensitivity = homotopy.Sensitivity(0.4);
        Assert.That(sensitivity.Derivative, Is.EqualTo(slope).Within(1e-4).Percent);
        Assert.That(sensitivity.AdjointSpeed, Is.EqualTo(1).Within(1e-9));
        Assert.That(sensitivity.Mismatch, Is.LessThan(1e-11));
    }

    [TestCaseSource(nameof(Families))]
    public void Derivatives_of_the_families_agree_with_central_differences(IEscapeFamily family, double[] start)
    {
        const double s = 0.3;
        const double h = 1e-5;
        var n = family.Dimension;
        double[] z = [.. start.Select((x, i) => x + (0.1 * (i + 1)))];
        double[] p = [.. Enumerable.Range(1, n).Select(i => 1.0 / i)];
        var (product, gradient, change) = (new double[n], new double[n], new double[n]);
        family.TransposedDerivative(s, z, p, product);
        family.ThresholdGradient(s, z, gradient);
        family.Sensitivity(s, z, change);
        double Paired(double at, double[] point)
        {
            var velocity = new double[n];
            family.Velocity(at, point, velocity);
            return velocity.Zip(p, (v, w) => v * w).Sum();
        }
        for (var i = 0; i < n; i++)
        {
            double[] Moved(double by) => [.. z.Select((x, j) => j == i ? x + by : x)];
            Assert.That(product[i], Is.EqualTo((Paired(s, Moved(h)) - Paired(s, Moved(-h))) / (2 * h)).Within(1e-8));
            var slope = (family.Threshold(s, Moved(h)) - family.Threshold(s, Moved(-h))) / (2 * h);
            Assert.That(gradient[i], Is.EqualTo(slope).Within(1e-8));
        }
        var expected = (Paired(s + h, z) - Paired(s - h, z)) / (2 * h);
        Assert.That(change.Zip(p, (v, w) => v * w).Sum(), Is.EqualTo(expected).Within(1e-8));
        var moved = (family.Threshold(s + h, z) - family.Threshold(s - h, z)) / (2 * h);
        Assert.That(family.ThresholdSensitivity(s, z), Is.EqualTo(moved).Within(1e-8));
    }

    [Test]
    public void A_grazing_threshold_has_no_derivative()
    {
        var grazing = new EscapeHomotopy(new GrazingFamily(), [0, 0]);
        Assert.That(grazing.Crossing(0.4).Outcome, Is.EqualTo(CrossingOutcome.Grazing));
        Assert.That(
            () => grazing.Sensitivity(0.4),
            Throws.InstanceOf<ArithmeticException>().With.Message.Contains("grazes")
        );
        Assert.That(() => grazing.Difference(3), Throws.InstanceOf<ArithmeticException>());
    }

    [Test]
    public void A_threshold_out_of_reach_is_reported_as_such()
    {
        var settling = new EscapeHomotopy(new PlanarFamily(50), [0.01, 0.02]);
        Assert.That(settling.Crossing(0.4).Outcome, Is.EqualTo(CrossingOutcome.NotReached));
        Assert.That(
            () => settling.Sensitivity(0.4),
            Throws.InstanceOf<ArithmeticException>().With.Message.Contains("not reached")
        );
        Assert.That(() => new EscapeHomotopy(new LinearFamily(1), [2]).Crossing(0), Throws.ArgumentException);
    }

    private static IEnumerable<TestCaseData> Families() =>
        [
            new(new LinearFamily(1), new[] { 0.01 }),
            new(new CubicFamily(1), new[] { 0.2 }),
            new(new PlanarFamily(1), new[] { 0.01, 0.02 }),
            new(new ProductFamily(0.5), new[] { 0.05, 0.06, 0.04 }),
            new(new ModeCouplingFamily(Activations.Tanh, [1, 0.5], 3, 0), Coupled(0)),
            new(new ModeCouplingFamily(Activations.Tanh, [1, 0.5], 3, 1), Coupled(1)),
        ];

    private static double[] Coupled(int mode) => new ModeCouplingFamily(Activations.Tanh, [1, 0.5], 3, mode).Start(0.3);
}
