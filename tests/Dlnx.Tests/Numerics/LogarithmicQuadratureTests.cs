using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class LogarithmicQuadratureTests
{
    [TestCase(-3.5)]
    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(2)]
    public void Powers_over_twenty_decades_are_exact(double power)
    {
        var (low, high) = (1e-12, 1e8);
        var exact =
            power == -1 ? Math.Log(high / low) : (Math.Pow(high, power + 1) - Math.Pow(low, power + 1)) / (power + 1);
        var measured = LogarithmicQuadrature.Integrate(u => Math.Pow(u, power), low, high);
        Assert.That(measured, Is.EqualTo(exact).Within(1e-12).Percent);
    }

    [Test]
    public void A_rational_integrand_has_its_arctangent() =>
        Assert.That(
            LogarithmicQuadrature.Integrate(u => 1 / (1 + (u * u)), 1e-6, 1e6),
            Is.EqualTo(Math.Atan(1e6) - Math.Atan(1e-6)).Within(1e-14)
        );

    [Test]
    public void Ends_out_of_order_are_refused()
    {
        Assert.That(() => LogarithmicQuadrature.Integrate(u => u, 0, 1), Throws.ArgumentException);
        Assert.That(() => LogarithmicQuadrature.Integrate(u => u, 2, 1), Throws.ArgumentException);
        Assert.That(LogarithmicQuadrature.Integrate(u => u, 2, 2), Is.Zero);
    }
}
