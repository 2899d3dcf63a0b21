using Dlnx.Linear;
using Dlnx.Tests.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Linear;

public sealed class GradientFlowEndpointTests
{
    /// <summary>Reference numbers: claims catalogue, A/rem-5.1-small.</summary>
    [TestCase(3, new[] { 0.1, 0.05 }, new[] { 0.9992487365347797 })]
    [TestCase(3, new[] { 0.11, 0.10 }, new[] { 0.8667635344929918 })]
    [TestCase(
        3,
        new[] { 0.12, 0.11, 0.10, 0.09 },
        new[] { 0.7758630586742152, 0.1590050274285918, 0.0478259037156402, 0.0173060101815529 }
    )]
    [TestCase(4, new[] { 0.22, 0.20 }, new[] { 0.965150274282079 })]
    public void Shares_match_the_catalogue(int depth, double[] scales, double[] shares) =>
        Assert.That(
            GradientFlowEndpoint.Homogeneous(depth, scales, 1).Shares[..shares.Length],
            Is.EqualTo(shares).Within(1e-14)
        );

    [TestCase(new[] { 3, 5 }, new[] { 0.3, 0.3 }, 1)]
    [TestCase(new[] { 2, 3, 5 }, new[] { 0.4, 0.35, 0.3 }, 2)]
    [TestCase(new[] { 2, 2 }, new[] { 0.4, 0.3 }, 0.5)]
    [TestCase(new[] { 4, 4 }, new[] { 1.4, 1.3 }, 1)]
    public void Is_where_gradient_descent_with_small_steps_ends(int[] depths, double[] scales, double target)
    {
        var end = GradientFlowEndpoint.Of(depths, scales, target);
        // The error of gradient descent is of first order in η: halving it and extrapolating leaves the second.
        var (whole, half) = (Descend(1e-3, 40_000), Descend(5e-4, 80_000));
        var extrapolated = whole.Zip(half, (a, b) => (2 * b) - a).ToArray();
        Assert.That(end.Scales, Is.EqualTo(extrapolated).Within(1e-6));
        Assert.That(end.Coefficients.Sum(), Is.EqualTo(target).Within(1e-14));

        double[] Descend(double eta, int steps) =>
            PathwayRun.Of(new PathwayMode(depths, target, scales), new PathwayPlan(eta, steps)).Mode.Scales.ToArray();
    }

    [Test]
    public void All_levels_rise_alike() =>
        Law.Holds(
            from depths in Gen.Choose(2, 9).ArrayOf(3)
            from scales in Law.Real(0.05, 1.5).ArrayOf(3)
            from target in Law.Real(0.01, 20)
            select (depths, scales, target),
            c =>
            {
                var end = GradientFlowEndpoint.Of(c.depths, c.scales, c.target);
                var rises = end
                    .Scales.Select((r, p) => Level(c.depths[p], r) - Level(c.depths[p], c.scales[p]))
                    .ToArray();
                var unit = c.scales.Select((r, p) => Math.Abs(Level(c.depths[p], r))).Max();
                return rises.Max() - rises.Min() < 1e-9 * Math.Max(1, unit)
                    && Math.Abs(end.Coefficients.Sum() - c.target) < 1e-12 * c.target;
            }
        );

    [Test]
    public void Sharpness_is_that_of_the_coefficients()
    {
        var end = GradientFlowEndpoint.Of([3, 5], [0.3, 0.2], 2);
        Assert.That(end.Sharpness, Is.EqualTo(PathwaySharpness.OfMode([3, 5], end.Coefficients)).Within(1e-13));
        Assert.That(end.Dominance, Is.EqualTo(end.Shares.Max()));
    }

    [Test]
    public void One_pathway_takes_everything() =>
        Assert.That(GradientFlowEndpoint.Homogeneous(5, [0.1], 3).Coefficients[0], Is.EqualTo(3).Within(1e-14));

    [Test]
    public void Equal_pathways_share_equally() =>
        Law.Holds(
            from depth in Gen.Choose(2, 12)
            from pathways in Gen.Choose(1, 9)
            from scale in Law.Real(0.05, 1.5)
            from target in Law.Real(0.01, 20)
            select (depth, scales: Enumerable.Repeat(scale, pathways).ToArray(), target),
            c =>
                GradientFlowEndpoint
                    .Homogeneous(c.depth, c.scales, c.target)
                    .Shares.All(share => Math.Abs((share * c.scales.Length) - 1) < 1e-12)
        );

    [Test]
    public void Refuses_starts_that_stay_at_zero()
    {
        Assert.That(() => GradientFlowEndpoint.Homogeneous(3, [0.1, 0], 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => GradientFlowEndpoint.Of([3], [0.1, 0.2], 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => GradientFlowEndpoint.Homogeneous(1, [0.1], 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => GradientFlowEndpoint.Homogeneous(3, [0.1], -1), Throws.InstanceOf<ArgumentException>());
    }

    private static double Level(int depth, double r) =>
        depth == 2 ? -Math.Log(r) : Math.Pow(r, 2 - depth) / (depth - 2);
}
