using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class AttractorTests
{
    // B/fig-1, check 2: L = 3.
    [TestCase(1.9, 1)]
    [TestCase(2.2, 2)]
    [TestCase(2.45, 2)]
    [TestCase(2.55, 4)]
    [TestCase(2.61, 8)]
    [TestCase(2.627, 16)]
    [TestCase(2.64, PeriodDetector.None)]
    [TestCase(6, PeriodDetector.NotFinite)]
    public void Has_the_catalogued_period(double k, int period) =>
        Assert.That(Attractor.Of(new BalancedMap(3, k), sigma: 10).Period, Is.EqualTo(period));

    // B/fig-1, reference line: σ = 10, L = 3.
    [TestCase(2.2, new[] { 7.3073, 11.9409 })]
    [TestCase(2.45, new[] { 6.0080, 12.4553 })]
    [TestCase(2.55, new[] { 4.9806, 6.7141, 11.9354, 12.9433 })]
    [TestCase(2.61, new[] { 4.5472, 4.7803, 6.6880, 7.2907, 11.5599, 11.8944, 12.9847, 13.1248 })]
    public void Has_the_catalogued_values(double k, double[] values)
    {
        var attractor = Attractor.Of(new BalancedMap(3, k), sigma: 10);
        Assert.That(attractor.Values, Is.EqualTo(values).Within(0.5001e-4));
        Assert.That(attractor.Min, Is.EqualTo(values[0]).Within(0.5001e-4));
        Assert.That(attractor.Max, Is.EqualTo(values[^1]).Within(0.5001e-4));
    }

    // B/thm-1 (d): K = 50, period 4 inside the printed window.
    [Test]
    public void Is_the_catalogued_four_cycle_in_the_printed_window() =>
        Assert.That(
            Attractor.Of(new BalancedMap(3, 2.58532162804), sigma: 10).Values,
            Is.EqualTo(new[] { 4.76403332, 6.92468359, 11.78419979, 13.0268429 }).Within(1e-7)
        );

    // B/fig-1, check 5: k = 2.7 lies in a periodic window where the low point is beyond the inflection.
    [Test]
    public void Sharpness_reaches_below_zero_at_the_catalogued_step()
    {
        var attractor = Attractor.Of(new BalancedMap(3, 2.7), sigma: 10);
        Assert.That(attractor.SharpnessMin, Is.EqualTo(-0.8707).Within(1e-4));
        Assert.That(attractor.SharpnessMax, Is.EqualTo(111.7227).Within(1e-4));
    }

    [Test]
    public void Sharpness_is_one_minus_the_derivative_over_the_learning_rate([Values(2, 3, 7)] int depth)
    {
        const double sigma = 4;
        var map = new BalancedMap(depth, 2.4);
        var eta = 2.4 / BalancedSharpness.AtMinimum(depth, sigma);
        foreach (var x in new[] { 0.7, 1.0, 1.1 })
        {
            var sharpness = BalancedSharpness.At(depth, sigma, Math.Pow(sigma, 1.0 / depth) * x);
            Assert.That(1 - eta * sharpness, Is.EqualTo(map.Derivative(x)).Within(1e-12));
        }
    }

    [Test]
    public void A_diverging_orbit_has_no_values()
    {
        var attractor = Attractor.Of(new BalancedMap(3, 6));
        Assert.That(attractor.Values, Is.Empty);
        Assert.That(attractor.Max, Is.NaN);
    }
}
