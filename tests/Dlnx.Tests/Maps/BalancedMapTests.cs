using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class BalancedMapTests
{
    [Test]
    public void Matches_the_formula_written_with_general_powers([Range(2, 64)] int depth)
    {
        const double k = 2.3;
        var map = new BalancedMap(depth, k);
        foreach (var x in new[] { 0.3, 0.9, 1.0, 1.02 })
        {
            var written = x + k / depth * (1 - Math.Pow(x, depth)) * Math.Pow(x, depth - 1);
            Assert.That(map.Apply(x), Is.EqualTo(written).Within(1e-13));
        }
    }

    [Test]
    public void Matches_the_gradient_step_of_a_layer_in_original_units()
    {
        // Section 0: s ← s − η(π − σ)π/s with all L layers at s.
        const double sigma = 10;
        const double eta = 0.0315;
        var s = 0.9 * Math.Cbrt(sigma);
        var step = s - eta * (s * s * s - sigma) * s * s;
        var map = BalancedMap.ForLearningRate(3, eta, sigma);
        Assert.That(Math.Cbrt(sigma) * map.Apply(0.9), Is.EqualTo(step).Within(1e-14));
    }

    [Test]
    public void Derivative_matches_central_differences() =>
        Law.Holds(
            from depth in Gen.Choose(2, 20)
            from k in Law.Real(0.1, 4)
            from x in Law.Real(-1.1, 1.15)
            select (depth, k, x),
            c =>
            {
                const double h = 1e-5;
                var map = new BalancedMap(c.depth, c.k);
                var difference = (map.Apply(c.x + h) - map.Apply(c.x - h)) / (2 * h);
                // The error of the difference is h²F‴/6, with |F‴| of order 4(2L)²k(2L)x^(2L) on this interval.
                var bound = h * h * 32 * Math.Pow(c.depth, 3) * c.k * Math.Pow(1.16, 2 * c.depth) + 1e-10;
                return Math.Abs(map.Derivative(c.x) - difference) <= bound;
            }
        );

    [Test]
    public void One_is_a_fixed_point_with_multiplier_one_minus_k([Values(2, 3, 17, 64)] int depth)
    {
        var map = new BalancedMap(depth, 2.1);
        Assert.That(map.Apply(1), Is.EqualTo(1.0));
        Assert.That(map.Derivative(1), Is.EqualTo(map.FixedPointMultiplier).Within(1e-15));
        Assert.That(map.FixedPointMultiplier, Is.EqualTo(1 - 2.1));
    }

    [Test]
    public void Its_maximum_is_where_no_neighbour_is_higher(
        [Values(2, 3, 8, 64)] int depth,
        [Values(1.5, 2.6)] double k
    )
    {
        var map = new BalancedMap(depth, k);
        var critical = map.CriticalPoint();
        Assert.That(critical, Is.InRange(0.0, 1.0));
        Assert.That(map.Apply(critical), Is.GreaterThan(map.Apply(critical - 1e-4)));
        Assert.That(map.Apply(critical), Is.GreaterThan(map.Apply(critical + 1e-4)));
    }

    [Test]
    public void Record_lists_what_single_steps_give()
    {
        var map = new BalancedMap(3, 2.7);
        var orbit = new double[5];
        var last = map.Record(0.9, orbit);
        Assert.That(orbit[0], Is.EqualTo(map.Apply(0.9)));
        Assert.That(orbit[4], Is.EqualTo(map.Apply(orbit[3])));
        Assert.That(last, Is.EqualTo(map.Iterate(0.9, 5)));
    }

    [TestCase(1, 2.1)]
    [TestCase(10_001, 2.1)]
    [TestCase(3, 0)]
    [TestCase(3, double.NaN)]
    public void Refuses_depths_and_steps_out_of_range(int depth, double k) =>
        Assert.That(() => new BalancedMap(depth, k), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Refuses_a_maximum_where_the_map_increases() =>
        Assert.That(() => new BalancedMap(3, 0.5).CriticalPoint(), Throws.InvalidOperationException);
}
