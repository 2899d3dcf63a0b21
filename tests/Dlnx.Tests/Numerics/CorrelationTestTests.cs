using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class CorrelationTestTests
{
    // An independent multiple-precision library.
    [TestCase(0.5, 10, 0.0978546142578125)]
    [TestCase(-0.5, 10, 0.0978546142578125)]
    [TestCase(0.3, 41, 0.050636865816836364)]
    [TestCase(0.5905, 554, 1.5013495803031347e-53)]
    [TestCase(0.9, 600, 1.5288053674017693e-218)]
    [TestCase(0, 5, 1)]
    [TestCase(1, 5, 0)]
    public void Two_sided_matches_multiple_precision(double r, int freedom, double expected) =>
        Assert.That(CorrelationTest.TwoSided(r, freedom), Is.EqualTo(expected).Within(1e-10 * expected));

    [Test]
    public void With_two_degrees_of_freedom_it_has_a_closed_form()
    {
        // P(|t| ≥ x) = 1 − x/√(2 + x²) for ν = 2, which is 1 − |r|.
        foreach (var r in (double[])[0.1, 0.5, 0.9, 0.999])
            Assert.That(CorrelationTest.TwoSided(r, 2), Is.EqualTo(1 - r).Within(1e-13));
    }

    [Test]
    public void One_sided_halves_the_tail_on_the_side_of_the_sign()
    {
        Assert.That(CorrelationTest.OneSided(0.3, 20), Is.EqualTo(CorrelationTest.TwoSided(0.3, 20) / 2));
        Assert.That(
            CorrelationTest.OneSided(0.3, 20) + CorrelationTest.OneSided(-0.3, 20),
            Is.EqualTo(1).Within(1e-15)
        );
    }

    [Test]
    public void The_normal_approximation_is_near_for_many_pairs() =>
        Assert.That(
            CorrelationTest.FisherNormal(0.1, 1000) / CorrelationTest.TwoSided(0.1, 998),
            Is.EqualTo(1).Within(0.01)
        );

    [TestCase(4)]
    [TestCase(5)]
    [TestCase(43)]
    [TestCase(5000)]
    public void The_number_of_pairs_is_found_from_its_own_p(int pairs)
    {
        double Test(int n) => CorrelationTest.TwoSided(0.2, n - 2);
        Assert.That(CorrelationTest.ImpliedPairs(Test(pairs), Test), Is.EqualTo(pairs));
    }

    [Test]
    public void Impossible_correlations_are_refused() =>
        Assert.That(() => CorrelationTest.TwoSided(1.1, 5), Throws.TypeOf<ArgumentOutOfRangeException>());
}
