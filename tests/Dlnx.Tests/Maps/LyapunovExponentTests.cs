using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class LyapunovExponentTests
{
    [Test]
    public void On_a_two_cycle_it_is_half_the_logarithm_of_the_multiplier(
        [Values(2, 3, 5)] int depth,
        [Values(2.1, 2.3, 2.45)] double k
    )
    {
        var map = new BalancedMap(depth, k);
        var measured = LyapunovExponent.Of(map);
        Assert.That(measured.Exponent, Is.EqualTo(Math.Log(Math.Abs(map.TwoCycle().Multiplier)) / 2).Within(1e-9));
        Assert.That(measured.StandardError, Is.LessThan(1e-9));
    }

    [Test]
    public void Below_the_onset_it_is_the_logarithm_of_the_fixed_points_multiplier() =>
        Assert.That(LyapunovExponent.Of(new BalancedMap(3, 1.4)).Exponent, Is.EqualTo(Math.Log(0.4)).Within(1e-12));

    // B/fig-1, check 6: 1e-3 where periodic, .01 where chaotic (a run of 10⁵ steps scatters).
    [TestCase(2.3, -0.7657, 1e-3)]
    [TestCase(2.5, -0.0500, 1e-3)]
    [TestCase(2.7, -1.063, 1e-3)]
    [TestCase(2.64, 0.0948, 0.01)]
    [TestCase(2.8, 0.3614, 0.01)]
    [TestCase(3.2, 0.5533, 0.01)]
    public void Is_the_catalogued_one(double k, double exponent, double tolerance) =>
        Assert.That(LyapunovExponent.Of(new BalancedMap(3, k)).Exponent, Is.EqualTo(exponent).Within(tolerance));

    [Test]
    public void The_standard_error_shrinks_with_the_root_of_the_length()
    {
        var map = new BalancedMap(3, 2.8);
        var shorter = LyapunovExponent.Of(map, steps: 20_000).StandardError;
        var longer = LyapunovExponent.Of(map, steps: 2_000_000).StandardError;
        // A factor of 10 in expectation; a standard error from 20 blocks is itself uncertain by 16 % (one sigma).
        Assert.That(shorter / longer, Is.InRange(5.0, 20.0));
    }

    [Test]
    public void A_diverging_orbit_has_none() =>
        Assert.That(LyapunovExponent.Of(new BalancedMap(3, 6)).Exponent, Is.NaN);
}
