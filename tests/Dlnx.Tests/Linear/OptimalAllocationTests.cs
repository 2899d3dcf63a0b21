using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Tests.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Linear;

public sealed class OptimalAllocationTests
{
    /// <summary>Reference numbers: claims catalogue, A/eq-18.</summary>
    [TestCase(new[] { 3, 5 }, 1, 0.73461717, 3.609222718200583, 2.5871888200012476)]
    [TestCase(new[] { 3, 5 }, 0.05, 0.01712129, 1.0309529232981, 0.034423684583176)]
    [TestCase(new[] { 2, 3 }, 1, 0.875, 2, 1.9375)]
    [TestCase(new[] { 2, 3 }, 0.1, 0, 1.8566355334451, 0.1392476650083834)]
    [TestCase(new[] { 3, 4, 5 }, 2, 1.16503448, 4.208941766140672, 5.960421340413491)]
    public void Matches_the_catalogue(int[] depths, double sigma, double first, double mu, double lambda)
    {
        var allocation = OptimalAllocation.Of(depths, sigma);
        Assert.That(allocation.Coefficients[0], Is.EqualTo(first).Within(1e-8));
        Assert.That(allocation.Multiplier, Is.EqualTo(mu).Within(1e-12));
        Assert.That(allocation.Sharpness, Is.EqualTo(lambda).Within(1e-13));
        Assert.That(allocation.LearningRate, Is.EqualTo(2 / allocation.Sharpness));
    }

    [Test]
    public void No_allocation_is_flatter() =>
        Law.Holds(
            from depths in Gen.Choose(2, 12).ArrayOf(4)
            from sigma in Law.Real(0.01, 5)
            from weights in Law.Real(0.001, 1).ArrayOf(4)
            select (depths, sigma, weights),
            c =>
            {
                var allocation = OptimalAllocation.Of(c.depths, c.sigma);
                var other = c.weights.Select(weight => c.sigma * weight / c.weights.Sum()).ToArray();
                return allocation.Sharpness <= PathwaySharpness.OfMode(c.depths, other) * (1 + 1e-14)
                    && Math.Abs(allocation.Coefficients.Sum() - c.sigma) < 1e-13 * Math.Max(1, c.sigma);
            }
        );

    [TestCase(new[] { 3, 8 }, 5)]
    [TestCase(new[] { 2, 4 }, 3)]
    [TestCase(new[] { 2, 5 }, 0.05)]
    [TestCase(new[] { 2, 3, 4, 7 }, 1)]
    public void Agrees_with_a_search_that_knows_only_values(int[] depths, double sigma)
    {
        var found = SimplexMinimum.Find(s => PathwaySharpness.OfMode(depths, s), depths.Length, sigma);
        Assert.That(
            OptimalAllocation.Of(depths, sigma).Sharpness,
            Is.EqualTo(PathwaySharpness.OfMode(depths, found)).Within(1e-12)
        );
    }

    [Test]
    public void Equal_depths_share_equally()
    {
        Assert.That(OptimalAllocation.Of([5, 5, 5], 2).Shares, Is.EqualTo([1.0 / 3, 1.0 / 3, 1.0 / 3]).Within(1e-14));
        Assert.That(OptimalAllocation.Of([6, 6], 0.7).Coefficients.Sum(), Is.EqualTo(0.7).Within(1e-15));
        Assert.That(OptimalAllocation.Of([2, 2], 2).Shares, Is.EqualTo([0.5, 0.5]));
        Assert.That(OptimalAllocation.Of([7], 2).Shares, Is.EqualTo([1]).Within(1e-14));
    }

    [Test]
    public void The_best_single_path_is_sharper() =>
        Assert.That(OptimalAllocation.Of([3, 5], 1).SingleBest, Is.EqualTo(3).Within(1e-14));

    [Test]
    public void A_tiny_target_goes_to_the_deepest_path() =>
        Assert.That(OptimalAllocation.Of([3, 9], 1e-200).Shares, Is.EqualTo([0, 1.0]).Within(1e-13));

    [Test]
    public void Refuses_what_cannot_be_allocated()
    {
        Assert.That(() => OptimalAllocation.Of([], 1), Throws.ArgumentException);
        Assert.That(() => OptimalAllocation.Of([1, 3], 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => OptimalAllocation.Of([3, 3], 0), Throws.InstanceOf<ArgumentException>());
    }
}
