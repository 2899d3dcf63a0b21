using Dlnx.Linear;
using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class LeafMapTests
{
    [Test]
    public void Is_the_gradient_step_in_leaf_coordinates() =>
        Law.Holds(
            from depth in Gen.Choose(3, 11)
            from y in Law.Real(0.05, 5)
            from x in Law.Real(-6, 0.9)
            select (depth, y, x),
            c =>
            {
                var r = LeafCoordinates.Scale(c.depth, c.y);
                var next = r - (c.x * c.y * Math.Pow(r, c.depth - 1));
                var expected = LeafCoordinates.Coordinate(c.depth, next);
                return Math.Abs(LeafMap.Apply(c.depth, c.y, c.x * c.y) - expected) <= 1e-11 * expected;
            }
        );

    [Test]
    public void Slope_matches_central_differences() =>
        Law.Holds(
            from depth in Gen.Choose(3, 12)
            from x in Law.Real(-3, 0.5)
            select (depth, x),
            c =>
            {
                const double h = 1e-5;
                var (up, down) = (LeafMap.Apply(c.depth, 1 + h, c.x), LeafMap.Apply(c.depth, 1 - h, c.x));
                var slope = LeafMap.Slope(c.depth, c.x);
                return Math.Abs(((up - down) / (2 * h)) - slope) <= 1e-6 * Math.Max(1, Math.Abs(slope));
            }
        );

    // A/lem-E.6.
    [TestCase(3, 0.585786437626905)]
    [TestCase(8, 0.178827372526731)]
    [TestCase(12, 0.114708093110009)]
    public void The_critical_ratio_has_the_catalogued_value(int depth, double ratio) =>
        Assert.That(LeafMap.CriticalRatio(depth), Is.EqualTo(ratio).Within(1e-14));

    [Test]
    public void At_the_critical_ratio_the_slope_is_minus_one([Range(3, 64, 7)] int depth) =>
        Assert.That(LeafMap.Slope(depth, LeafMap.CriticalRatio(depth)), Is.EqualTo(-1).Within(1e-11));

    [Test]
    public void A_step_through_zero_is_refused()
    {
        Assert.That(() => LeafMap.Apply(3, 1, 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => LeafMap.Slope(2, 0.1), Throws.InstanceOf<ArgumentException>());
    }
}
