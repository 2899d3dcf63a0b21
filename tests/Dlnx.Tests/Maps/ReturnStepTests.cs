using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class ReturnStepTests
{
    [Test]
    public void Two_steps_of_the_map_return([Values(2, 3, 4, 7, 20)] int depth, [Values(0.9, 0.95, 0.999)] double lower)
    {
        var map = new BalancedMap(depth, ReturnStep.Through(depth, lower));
        Assert.That(map.Iterate(lower, 2), Is.EqualTo(lower).Within(1e-13));
        Assert.That(map.Apply(lower), Is.GreaterThan(1));
    }

    // The lower point of the two-cycle at k, found by another route, leads back to k.
    [Test]
    public void Inverts_the_two_cycle([Values(2, 3, 5, 12)] int depth, [Values(2.05, 2.3, 2.8)] double k) =>
        Assert.That(ReturnStep.Through(depth, TwoCyclePolynomial.Roots(depth, k).Low), Is.EqualTo(k).Within(1e-10));

    // Two layers in closed form: z₁ + 1/z₁ = 1 + k/2 with z₁ = 1 + (k/2)(1 − ρ²); k = 2.45 has ρ₁ = 5/7.
    [Test]
    public void Has_the_rational_point_of_two_layers() =>
        Assert.That(ReturnStep.Through(2, 5.0 / 7), Is.EqualTo(2.45).Within(1e-13));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void Refuses_points_outside_the_lower_bracket(double lower) =>
        Assert.That(() => ReturnStep.Through(3, lower), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
