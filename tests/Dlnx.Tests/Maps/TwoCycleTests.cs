using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class TwoCycleTests
{
    // B/thm-1, reference line: (L, k, ρ₁, ρ₂).
    [TestCase(2, 2.1, 0.872871560944, 1.091089451180)]
    [TestCase(2, 2.3, 0.769249580152, 1.130407139409)]
    [TestCase(2, 2.45, 0.714285714286, 1.142857142857)]
    [TestCase(3, 2.1, 0.932613704578, 1.047587944338)]
    [TestCase(3, 2.3, 0.875357413008, 1.068782248825)]
    [TestCase(4, 2.3, 0.914633110764, 1.046697966600)]
    [TestCase(5, 2.1, 0.965244367217, 1.024347628235)]
    public void Iteration_finds_the_catalogued_cycle(int depth, double k, double low, double high)
    {
        var cycle = new BalancedMap(depth, k).TwoCycle();
        Assert.That(cycle.Low, Is.EqualTo(low).Within(1e-12));
        Assert.That(cycle.High, Is.EqualTo(high).Within(1e-12));
    }

    // B/thm-1, reference line.
    [TestCase(2, 2.1, 0.595, 1e-12)]
    [TestCase(2, 2.45, -0.90125, 1e-12)]
    [TestCase(3, 2.1, 0.5981925886, 1e-10)]
    [TestCase(3, 2.3, -0.2162491456, 1e-10)]
    // The catalogue prints -0.2082567668 for L = 4; fifty-digit arithmetic gives -0.208256567786573.
    [TestCase(4, 2.3, -0.208256567786573, 1e-14)]
    public void Multiplier_is_the_catalogued_one(int depth, double k, double multiplier, double tolerance) =>
        Assert.That(new BalancedMap(depth, k).TwoCycle().Multiplier, Is.EqualTo(multiplier).Within(tolerance));

    [Test]
    public void Iteration_roots_of_the_second_iterate_and_the_polynomial_agree() =>
        Law.Holds(
            from depth in Gen.Choose(2, 64)
            from k in Law.Real(2.003, 2.47)
            select new BalancedMap(depth, k),
            map =>
            {
                var iterated = map.TwoCycle();
                var solved = TwoCycleSearch.ByRoots(map);
                var roots = TwoCyclePolynomial.Roots(map.Depth, map.K);
                return Close(iterated.Low, solved.Low)
                    && Close(iterated.High, solved.High)
                    && Close(iterated.Low, roots.Low)
                    && Close(iterated.High, roots.High);
            }
        );

    [Test]
    public void A_repelling_cycle_closes_and_solves_the_polynomial() =>
        Law.Holds(
            from depth in Gen.Choose(2, 64)
            from k in Law.Real(2.51, 2.828)
            select new BalancedMap(depth, k),
            map =>
            {
                var cycle = TwoCycleSearch.ByRoots(map);
                var roots = TwoCyclePolynomial.Roots(map.Depth, map.K);
                return !cycle.Attracts && Close(map.Apply(cycle.High), cycle.Low) && Close(cycle.Low, roots.Low);
            }
        );

    [Test]
    public void Multiplier_matches_a_finite_difference_of_the_second_iterate(
        [Values(2, 3, 5, 12)] int depth,
        [Values(2.05, 2.3, 2.7)] double k
    )
    {
        const double h = 1e-5;
        var map = new BalancedMap(depth, k);
        var cycle = TwoCycleSearch.ByRoots(map);
        var difference = (map.Iterate(cycle.Low + h, 2) - map.Iterate(cycle.Low - h, 2)) / (2 * h);
        // h²/6 times the third derivative of F∘F, which is of order (2L)³.
        Assert.That(cycle.Multiplier, Is.EqualTo(difference).Within(h * h * 100 * depth * depth * depth));
    }

    // B/thm-1 (d): K = 50 lies inside the printed window, but its two-cycle repels.
    [Test]
    public void The_counterexample_in_the_printed_window_repels()
    {
        var map = new BalancedMap(3, 2.58532162804);
        Assert.That(TwoCycleSearch.ByRoots(map).Multiplier, Is.EqualTo(-1.4029811).Within(1e-7));
        Assert.That(TwoCycleSearch.ByIteration(map).Outcome, Is.EqualTo(TwoCycleOutcome.NotAttracting));
        Assert.That(map.TwoCycle, Throws.InvalidOperationException.With.Message.Contains("ByRoots"));
    }

    [TestCase(3, 0.7, TwoCycleOutcome.FixedPoint)]
    [TestCase(3, 1.9, TwoCycleOutcome.FixedPoint)]
    [TestCase(3, 2.0001, TwoCycleOutcome.Attracting)]
    [TestCase(3, 2.489, TwoCycleOutcome.Attracting)]
    [TestCase(3, 2.6, TwoCycleOutcome.NotAttracting)]
    [TestCase(3, 6, TwoCycleOutcome.Diverged)]
    public void Iteration_says_where_it_ends(int depth, double k, TwoCycleOutcome outcome) =>
        Assert.That(TwoCycleSearch.ByIteration(new BalancedMap(depth, k)).Outcome, Is.EqualTo(outcome));

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-12;
}
