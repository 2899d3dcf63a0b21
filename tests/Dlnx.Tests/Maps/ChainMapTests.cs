using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class ChainMapTests
{
    [Test]
    public void Is_the_balanced_map_at_integer_depth() =>
        Law.Holds(
            from depth in Gen.Choose(2, 64)
            from k in Law.Real(0.1, 12)
            from u in Law.Real(0, 1.3)
            select (depth, k, u),
            c =>
            {
                var balanced = new BalancedMap(c.depth, c.k);
                var chain = new ChainMap(c.depth, c.k / c.depth);
                var scale = 1 + (c.k * Math.Pow(1.3, 2 * c.depth));
                return Math.Abs(chain.Apply(c.u) - balanced.Apply(c.u)) <= 1e-14 * scale
                    && Math.Abs(chain.Derivative(c.u) - balanced.Derivative(c.u)) <= 1e-13 * c.depth * scale;
            }
        );

    [Test]
    public void Largest_overshoot_is_found_by_a_fine_grid(
        [Values(2, 2.5, 7, 40)] double depth,
        [Values(1.5, 3, 6)] double kappaL
    )
    {
        var map = new ChainMap(depth, kappaL / depth);
        var overshoot = map.LargestOvershoot();
        var best = Enumerable.Range(0, 200_001).MaxBy(i => map.Apply(i / 200_000.0)) / 200_000.0;
        Assert.That(overshoot.Start, Is.EqualTo(best).Within(1e-5));
        Assert.That(overshoot.Peak, Is.EqualTo(map.Apply(best)).Within(1e-7).And.GreaterThan(1));
        Assert.That(map.Apply(overshoot.Start), Is.EqualTo(overshoot.Peak).Within(1e-14));
        Assert.That(map.Apply(overshoot.Peak), Is.EqualTo(overshoot.Return).Within(1e-11));
        Assert.That(Math.Pow(overshoot.Start, depth), Is.EqualTo(overshoot.StartPower).Within(1e-13));
        Assert.That(Math.Pow(overshoot.Peak, depth), Is.EqualTo(overshoot.PeakPower).Within(1e-11));
    }

    [Test]
    public void Is_safe_exactly_below_the_threshold([Values(2, 3.5, 12, 1e4, 1e9)] double depth)
    {
        var kappa = ReturnThreshold.OfDepth(depth).Kappa;
        Assert.That(new ChainMap(depth, kappa * (1 - 1e-13)).IsReturnSafe(), Is.True);
        Assert.That(new ChainMap(depth, kappa * (1 + 1e-13)).IsReturnSafe(), Is.False);
        Assert.That(new ChainMap(depth, 0.5 / depth).IsReturnSafe(), Is.True);
    }

    [Test]
    public void Takes_the_target_out_of_the_learning_rate()
    {
        var (depth, eta, sigma) = (5, 0.01, 7.0);
        var map = ChainMap.ForLearningRate(depth, eta, sigma);
        var scale = Math.Pow(sigma, 1.0 / depth);
        var a = 0.8 * scale;
        var stepped = a - (eta * (Math.Pow(a, 5) - sigma) * Math.Pow(a, 4));
        Assert.That(scale * map.Apply(a / scale), Is.EqualTo(stepped).Within(1e-14));
    }

    [TestCase(1.5, 1)]
    [TestCase(3, 0)]
    [TestCase(3, double.NaN)]
    public void Refuses_depths_and_steps_out_of_range(double depth, double kappa) =>
        Assert.That(() => new ChainMap(depth, kappa), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Refuses_an_overshoot_where_there_is_none() =>
        Assert.That(() => new ChainMap(4, 0.25).LargestOvershoot(), Throws.InvalidOperationException);
}
