using Dlnx.Flatness;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class AffinePointTests
{
    [Test]
    public void Agrees_with_enumerating_every_string()
    {
        var point = new AffinePoint(0.3, 10);
        var law = EndpointLaw.From(new AffineStep(0, 0.3), 1, 10);
        var mean = law.Mean;
        double Moment(int power) => law.Endpoints.ToArray().Average(u => Math.Pow(u - mean, power));
        Assert.That(point.ProbabilityBelow, Is.EqualTo(law.ProbabilityBelow(1)).Within(1e-14));
        Assert.That(point.Variance, Is.EqualTo(Moment(2)).Within(1e-12));
        Assert.That(point.Skewness, Is.EqualTo(Moment(3) / Math.Pow(Moment(2), 1.5)).Within(1e-12));
        Assert.That(point.Median, Is.EqualTo(law.UpperMedian).Within(1e-13));
        Assert.That(point.Expectation(Math.Sqrt), Is.EqualTo(law.Endpoints.ToArray().Average(Math.Sqrt)).Within(1e-13));
    }

    /// <summary>Reference numbers: 2^−t·Σ C(t, k) over k &lt; tγ in exact fractions.</summary>
    [TestCase(0.1, 200, 0.7816232552243355)]
    [TestCase(0.3, 40, 0.8659063744726154)]
    [TestCase(0.3, 1000, 0.9999993745410353)]
    public void Probability_below_matches_exact_fractions(double m, int steps, double probability) =>
        Assert.That(new AffinePoint(m, steps).ProbabilityBelow, Is.EqualTo(probability).Within(1e-13));

    /// <summary>Two steps: 6q² over (2q + q²)^{3/2} with q = m².</summary>
    [Test]
    public void The_skewness_of_a_tiny_slope_keeps_its_digits()
    {
        var q = 1e-10;
        var exact = 6 * q * q / Math.Pow((2 * q) + (q * q), 1.5);
        Assert.That(new AffinePoint(1e-5, 2).Skewness, Is.EqualTo(exact).Within(1e-9 * exact));
    }

    [Test]
    public void Rejects_values_out_of_range()
    {
        Assert.That(() => new AffinePoint(1, 3), Throws.ArgumentException);
        Assert.That(() => new AffinePoint(0.5, -1), Throws.ArgumentException);
    }
}
