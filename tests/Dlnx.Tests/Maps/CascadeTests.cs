using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class CascadeTests
{
    // Table of Section 0: k₄, k₈, k₁₆, first sign change, each to one unit of its last printed digit.
    [TestCase(2, 2.47213595499958, 2.5760635089657, 2.5984558793004, 3.196152)]
    [TestCase(3, 2.48921478567863, 2.6008329495146, 2.6249632838072, 3.660996)]
    [TestCase(4, 2.49433854487269, 2.6082999680715, 2.6329565543979, 3.978578)]
    [TestCase(5, 2.49675421186833, 2.6118259482012, 2.636731317313, 4.224495)]
    [TestCase(8, 2.49969547162566, 2.6161238756402, 2.641332716228, 4.751329)]
    public void Has_the_catalogued_points(int depth, double k4, double k8, double k16, double signChange)
    {
        var cascade = Cascade.Of(depth, 3);
        Assert.That(cascade.Points[0], Is.EqualTo(k4).Within(1e-14));
        Assert.That(cascade.Points[1], Is.EqualTo(k8).Within(1e-13));
        Assert.That(cascade.Points[2], Is.EqualTo(k16).Within(1e-13));
        Assert.That(cascade.SignChange, Is.EqualTo(signChange).Within(1e-6));
    }

    // Table of Section 0: k∞ is Aitken's value of k₆₄, k₁₂₈, k₂₅₆ (B/bt-feigenbaum), which is level 7.
    [TestCase(2, 2.604566925)]
    [TestCase(3, 2.631555946)]
    [TestCase(4, 2.639695192)]
    [TestCase(5, 2.643538987)]
    [TestCase(8, 2.648224614)]
    public void Has_the_catalogued_limit(int depth, double limit) =>
        Assert.That(Cascade.Of(depth, 7).Limit, Is.EqualTo(limit).Within(1e-9));

    // B/bt-feigenbaum, δ sequences.
    [TestCase(2, new[] { 4.54293339, 4.64120379, 4.66318393, 4.66790934 })]
    [TestCase(3, new[] { 4.38293167, 4.62563686, 4.65820364, 4.66705877 })]
    [TestCase(4, new[] { 4.3377709, 4.62194651, 4.65673564, 4.66683204 })]
    [TestCase(5, new[] { 4.31690898, 4.6203586, 4.65604731, 4.66672966 })]
    [TestCase(8, new[] { 4.29186912, 4.6185545, 4.65521206, 4.66660883 })]
    public void Has_the_catalogued_ratios(int depth, double[] deltas) =>
        Assert.That(Cascade.Of(depth, 5).Deltas, Is.EqualTo(deltas).Within(1e-8));

    // The same equations solved with 40 decimal digits (Newton's method in Python's decimal): L = 3, k₄ to k₅₁₂.
    [Test]
    public void Agrees_with_forty_digit_arithmetic() =>
        Assert.That(
            Cascade.Of(3, 8).Points,
            Is.EqualTo(
                    new[]
                    {
                        2.48921478567863480314,
                        2.60083294951460119017,
                        2.62496328380717487689,
                        2.63014346401833461202,
                        2.63125340937557710553,
                        2.63149115035352345454,
                        2.63154206828762253400,
                        2.63155297340108303442,
                    }
                )
                .Within(1e-14)
        );

    [Test]
    public void Two_layers_have_closed_forms()
    {
        var cascade = Cascade.Of(2, 1);
        Assert.That(cascade.Points[0], Is.EqualTo(2 * (Math.Sqrt(5) - 1)).Within(1e-14));
        Assert.That(cascade.SignChange, Is.EqualTo(Math.Sqrt(27) - 2).Within(1e-13));
    }

    [Test]
    public void The_first_point_is_where_the_two_cycles_multiplier_is_minus_one([Values(2, 3, 6, 20, 64)] int depth)
    {
        var k4 = Cascade.Of(depth, 1).Points[0];
        Assert.That(TwoPeriodOrbit.At(depth, k4).Multiplier, Is.EqualTo(-1).Within(1e-11));
        Assert.That(TwoPeriodOrbit.At(depth, k4 - 1e-6).Stable, Is.True);
        Assert.That(TwoPeriodOrbit.At(depth, k4 + 1e-6).Stable, Is.False);
    }

    // Section 0: k₄ increases with L towards k₄(∞).
    [Test]
    public void The_first_point_grows_towards_its_limit_in_depth()
    {
        double[] points = [.. new[] { 2, 3, 5, 8, 16, 32, 64 }.Select(depth => Cascade.Of(depth, 1).Points[0])];
        Assert.That(points, Is.Ordered.Ascending);
        Assert.That(points[^1], Is.LessThan(DeepLimitMap.StabilityLoss()));
        // The distance to the limit halves with each doubling of the depth, to first order in 1/L.
        var distances = points.Select(k => DeepLimitMap.StabilityLoss() - k).ToArray();
        Assert.That(distances[5] / distances[6], Is.EqualTo(2).Within(0.05));
    }

    [Test]
    public void Iterates_change_sign_above_the_sign_change_only([Values(2, 3, 5)] int depth)
    {
        var signChange = Cascade.Of(depth, 1).SignChange;
        var below = new BalancedMap(depth, signChange - 1e-6);
        var above = new BalancedMap(depth, signChange + 1e-6);
        Assert.That(below.Iterate(below.CriticalPoint(), 2), Is.Positive);
        Assert.That(above.Iterate(above.CriticalPoint(), 2), Is.Negative);
    }

    [Test]
    public void Every_depth_reaches_eight_levels_with_Feigenbaums_ratio([Values(2, 12, 33, 64)] int depth) =>
        Assert.That(Cascade.Of(depth, 8).Deltas[^1], Is.EqualTo(4.669201609).Within(1e-4));

    [Test]
    public void Few_levels_have_no_limit() => Assert.That(Cascade.Of(3, 2).Limit, Is.NaN);

    [TestCase(0)]
    [TestCase(9)]
    public void Refuses_other_numbers_of_levels(int levels) =>
        Assert.That(() => Cascade.Of(3, levels), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
