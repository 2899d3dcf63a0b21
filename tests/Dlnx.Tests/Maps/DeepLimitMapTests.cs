using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class DeepLimitMapTests
{
    // Section 0, below the table, prints 2.50329124224 and the cycle -0.366965295, 0.165773051. Forty-digit arithmetic
    // (bisection in Python's decimal) gives the values here: the lower point's last printed digits should be 297.
    [Test]
    public void Loses_stability_where_forty_digit_arithmetic_says()
    {
        var k4 = DeepLimitMap.StabilityLoss();
        var cycle = new DeepLimitMap(k4).TwoCycle();
        Assert.That(k4, Is.EqualTo(2.503291242233042).Within(1e-13));
        Assert.That(cycle.Low, Is.EqualTo(-0.3669652966316613).Within(1e-13));
        Assert.That(cycle.High, Is.EqualTo(0.1657730512905690).Within(1e-13));
    }

    [Test]
    public void Is_approached_by_the_logarithm_of_a_deep_map_with_first_order_in_one_over_the_depth()
    {
        const double y = -0.3;
        var limit = new DeepLimitMap(2.4).Apply(y);
        double[] errors = [.. new[] { 32, 64 }.Select(depth => Image(depth, y) - limit)];
        Assert.That(errors[0] / errors[1], Is.EqualTo(2).Within(0.1));
    }

    [Test]
    public void Derivative_matches_central_differences([Values(-0.5, 0, 0.2)] double y)
    {
        const double h = 1e-5;
        var map = new DeepLimitMap(2.4);
        var difference = (map.Apply(y + h) - map.Apply(y - h)) / (2 * h);
        Assert.That(map.Derivative(y), Is.EqualTo(difference).Within(1e-8));
    }

    private static double Image(int depth, double y) =>
        depth * Math.Log(new BalancedMap(depth, 2.4).Apply(Math.Exp(y / depth)));
}
