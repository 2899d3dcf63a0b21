using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Linear;

public sealed class LeafTests
{
    private static readonly OdeOptions Tight = new() { RelativeTolerance = 1e-13, AbsoluteTolerance = 1e-14 };

    [Test]
    public void The_flow_moves_all_coordinates_at_the_same_speed([Values(3, 4, 7)] int depth)
    {
        int[] depths = [depth, depth, depth];
        var mode = PathwayMode.Homogeneous(depth, 1.2, [0.5, 0.6, 0.75]);
        var before = LeafCoordinates.Deviations(mode);
        var end = OdeSolver.Solve(PathwayFlow.Velocity(depths, 1.2), 0, mode.Scales, 3, Tight).OrThrow().State;
        var after = LeafCoordinates.Deviations(PathwayMode.Homogeneous(depth, 1.2, end));
        Assert.That(after, Is.EqualTo(before).Within(1e-10));
        Assert.That(end[0], Is.GreaterThan(0.505));
    }

    [Test]
    public void Heights_of_unequal_depths_move_at_the_rate_e()
    {
        int[] depths = [2, 3, 5];
        double[] start = [0.4, 0.35, 0.3];
        var end = OdeSolver.Solve(PathwayFlow.Velocity(depths, 1), 0, start, 4, Tight).OrThrow().State;
        var rise = depths
            .Select((d, p) => LeafCoordinates.Height(d, end[p]) - LeafCoordinates.Height(d, start[p]))
            .ToArray();
        Assert.That(rise, Is.All.EqualTo(rise[0]).Within(1e-11));
        Assert.That(rise[0], Is.LessThan(-0.1));
    }

    [Test]
    public void Coordinates_and_scales_are_inverse([Values(3, 5, 12)] int depth)
    {
        foreach (var r in new[] { 0.1, 0.7, 1.9 })
        {
            Assert.That(
                LeafCoordinates.Scale(depth, LeafCoordinates.Coordinate(depth, r)),
                Is.EqualTo(r).Within(1e-14)
            );
            Assert.That(LeafCoordinates.ScaleAtHeight(2, LeafCoordinates.Height(2, r)), Is.EqualTo(r).Within(1e-14));
            Assert.That(
                LeafCoordinates.ScaleAtHeight(depth, LeafCoordinates.Height(depth, r)),
                Is.EqualTo(r).Within(1e-14)
            );
        }
    }

    [Test]
    public void The_variance_is_the_mean_square_of_the_deviations()
    {
        var mode = PathwayMode.Homogeneous(5, 2, [0.8, 0.9, 1.1, 0.7]);
        var squares = LeafCoordinates.Deviations(mode).Select(xi => xi * xi).Average();
        Assert.That(LeafCoordinates.Variance(mode), Is.EqualTo(squares).Within(1e-14));
    }

    [Test]
    public void Growth_is_told_from_rounding()
    {
        var mode = PathwayMode.Homogeneous(4, 1, [0.8, 0.8 + 1e-12]);
        var variance = LeafCoordinates.Variance(mode);
        Assert.That(LeafCoordinates.HasGrown(variance, 1.1 * variance, mode), Is.True);
        Assert.That(LeafCoordinates.HasGrown(variance, (1 + 1e-13) * variance, mode), Is.False);
        Assert.That(LeafCoordinates.HasGrown(1e-32, 2e-32, mode), Is.False);
        Assert.That(LeafCoordinates.HasGrown(variance, 0.9 * variance, mode), Is.False);
    }

    [Test]
    public void The_terminal_point_is_where_the_flow_ends()
    {
        var leaf = new Leaf(4, 1.5, [0.3, -0.1, 0.4]);
        var start = leaf.StateAbove(3);
        var end = OdeSolver.Solve(PathwayFlow.Velocity([4, 4, 4], 1.5), 0, start.Scales, 60, Tight).OrThrow().State;
        Assert.That(leaf.Terminal.Scales, Is.EqualTo(end).Within(1e-11));
        Assert.That(leaf.Deviations.Sum(), Is.Zero.Within(1e-15));
        Assert.That(LeafCoordinates.Deviations(start), Is.EqualTo(leaf.Deviations).Within(1e-13));
    }

    // A/prop-E.4, check 3.
    [TestCase(0.1, 2.8491498027463007)]
    [TestCase(0.5, 3.168386335)]
    [TestCase(1, 3.515775842)]
    [TestCase(50, 3.999415720)]
    public void Sharpness_across_leaves_has_the_catalogued_values(double xi, double sharpness) =>
        Assert.That(new Leaf(4, 1, [xi, -xi]).Sharpness, Is.EqualTo(sharpness).Within(1e-9));

    [Test]
    public void A_leaf_of_given_sharpness_is_found_where_one_exists()
    {
        var balanced = new BalancedPoint(5, 3, 0.7);
        var single = PathwaySharpness.Single(5, 0.7);
        double[] leader = [-2, 1, 1];
        foreach (var share in new[] { 0, 0.2, 0.9, 0.9999 })
        {
            var sharpness = balanced.Sharpness + (share * (single - balanced.Sharpness));
            Assert.That(Leaf.WithSharpness(5, 0.7, leader, sharpness)?.Sharpness, Is.EqualTo(sharpness).Within(1e-12));
        }
        Assert.That(Leaf.WithSharpness(5, 0.7, leader, 0.999 * balanced.Sharpness), Is.Null);
        Assert.That(Leaf.WithSharpness(5, 0.7, leader, single), Is.Null);
    }

    [Test]
    public void Gaps_per_variance_are_the_ratios_at_a_small_spread([Values(3, 6)] int depth)
    {
        var balanced = new BalancedPoint(depth, 2, 1.7);
        var mode = LeafStart.Around(balanced, 1e-5);
        var (a, b) = (mode.Scales[0], mode.Scales[1]);
        var variance = LeafCoordinates.Variance(mode);
        Assert.That((a - b) * (a - b) / 4 / variance, Is.EqualTo(balanced.ScaleGapPerVariance).Within(1e-8));
        var s = (mode.Coefficient(0) - mode.Coefficient(1)) / 2;
        Assert.That(s * s / variance, Is.EqualTo(balanced.CoefficientGapPerVariance).Within(1e-8));
    }

    [Test]
    public void Depth_two_has_no_leaf_coordinate()
    {
        Assert.That(() => LeafCoordinates.Coordinate(2, 0.5), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new Leaf(2, 1, [0.1, -0.1]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new Leaf(3, 0, [0.1, -0.1]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => LeafStart.Around(new BalancedPoint(3, 2, 1), 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => LeafStart.Direction(1), Throws.InstanceOf<ArgumentException>());
    }
}
