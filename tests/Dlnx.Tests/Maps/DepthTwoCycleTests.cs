using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class DepthTwoCycleTests
{
    [Test]
    public void Matches_the_polynomial_roots([Values(2.001, 2.1, 2.45, 2.8)] double k)
    {
        var closed = DepthTwoCycle.At(k);
        var orbit = TwoPeriodOrbit.At(2, k);
        Assert.That(closed.Low, Is.EqualTo(orbit.Rho1).Within(1e-12));
        Assert.That(closed.High, Is.EqualTo(orbit.Rho2).Within(1e-12));
        Assert.That(closed.ZLow, Is.EqualTo(orbit.Z1).Within(1e-12));
        Assert.That(closed.ZHigh, Is.EqualTo(orbit.Z2).Within(1e-12));
        Assert.That(closed.Multiplier, Is.EqualTo(orbit.Multiplier).Within(1e-11));
        Assert.That(closed.LayerMultiplier, Is.EqualTo(orbit.LayerMultiplier).Within(1e-12));
    }

    // B/thm-1: at k = 2.45 the cycle is exactly 5/7, 8/7.
    [Test]
    public void Is_rational_at_the_catalogued_step()
    {
        Assert.That(DepthTwoCycle.At(2.45).Low, Is.EqualTo(5.0 / 7).Within(1e-15));
        Assert.That(DepthTwoCycle.At(2.45).High, Is.EqualTo(8.0 / 7).Within(1e-15));
    }
}
