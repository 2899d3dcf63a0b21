using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class LineFitTests
{
    [Test]
    public void A_line_is_found_exactly()
    {
        var fit = LineFit.Of([1, 2, 4], [5, 7, 11]);
        Assert.That(fit.Slope, Is.EqualTo(2).Within(1e-14));
        Assert.That(fit.Intercept, Is.EqualTo(3).Within(1e-14));
        Assert.That(fit.SlopeError, Is.EqualTo(0).Within(1e-14));
        Assert.That(fit.Points, Is.EqualTo(3));
    }

    [Test]
    public void The_standard_error_is_that_of_a_worked_example()
    {
        // By hand: slope 0.9, residuals (0.1, −0.3, 0.3, −0.1), s² = 0.2/2 = 0.1, spread 5, error √(0.1/5).
        var fit = LineFit.Of([0, 1, 2, 3], [0.1, 0.6, 2.1, 2.6]);
        Assert.That(fit.Slope, Is.EqualTo(0.9).Within(1e-14));
        Assert.That(fit.SlopeError, Is.EqualTo(Math.Sqrt(0.02)).Within(1e-14));
    }

    [Test]
    public void A_power_law_has_the_same_slope_everywhere()
    {
        double[] xs = [0.1, 0.3, 1, 7];
        double[] ys = [.. xs.Select(x => 3 * Math.Pow(x, -1.5))];
        Assert.That(LineFit.PowerLaw(xs, ys).Slope, Is.EqualTo(-1.5).Within(1e-13));
        Assert.That(LineFit.LocalSlopes(xs, ys), Is.EqualTo(new[] { -1.5, -1.5, -1.5 }).Within(1e-13));
    }

    [Test]
    public void Too_little_is_named()
    {
        Assert.That(() => LineFit.Of([1, 1], [1, 2]), Throws.ArgumentException);
        Assert.That(() => LineFit.Of([1, 2], [1]), Throws.ArgumentException);
        Assert.That(() => LineFit.PowerLaw([1, 2], [0, 1]), Throws.ArgumentException);
    }
}
