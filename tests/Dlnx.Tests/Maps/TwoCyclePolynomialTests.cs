using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class TwoCyclePolynomialTests
{
    [Test]
    public void Roots_form_a_cycle_of_the_factors() =>
        Law.Holds(
            from depth in Gen.Choose(2, 64)
            from k in Law.Real(2.003, 2.828)
            select (depth, k),
            c =>
            {
                var roots = TwoCyclePolynomial.Roots(c.depth, c.k);
                var z1 = TwoCyclePolynomial.Factor(c.depth, c.k, roots.Low);
                var z2 = TwoCyclePolynomial.Factor(c.depth, c.k, roots.High);
                return Math.Abs(z1 * z2 - 1) <= 1e-12 && Math.Abs(z1 * roots.Low - roots.High) <= 1e-12;
            }
        );

    // Check 2 of B/thm-1: one root in each bracket for L = 2..20 and k up to 2√2, and ρ₂ < 1.16.
    [Test]
    public void Has_one_root_per_bracket([Range(2, 20)] int depth, [Values(2.003, 2.1, 2.5, 2.8284)] double k)
    {
        var scan = TwoCyclePolynomial.Scan(depth, k);
        var roots = TwoCyclePolynomial.Roots(depth, k);
        Assert.That(scan.Lower, Has.Count.EqualTo(1));
        Assert.That(scan.Upper, Has.Count.EqualTo(1));
        Assert.That(scan.Low, Is.EqualTo(roots.Low).Within(1e-12));
        Assert.That(scan.High, Is.EqualTo(roots.High).Within(1e-12));
        Assert.That(roots.High, Is.LessThan(1.16));
    }

    // B/thm-1: the first failure of uniqueness is at L = 3, k = 4.14767, through the bracket's upper end.
    [TestCase(4.1476, 1)]
    [TestCase(4.1477, 2)]
    public void A_second_upper_root_enters_at_the_catalogued_step(double k, int upper) =>
        Assert.That(TwoCyclePolynomial.Scan(3, k).Upper, Has.Count.EqualTo(upper));

    [Test]
    public void Has_only_the_trivial_root_below_the_onset([Values(2, 3, 4, 7)] int depth)
    {
        var scan = TwoCyclePolynomial.Scan(depth, 1.9);
        Assert.That(scan.Lower, Is.Empty);
        Assert.That(scan.Upper, Is.Empty);
        Assert.That(TwoCyclePolynomial.Evaluate(depth, 1.9, 1), Is.Zero.Within(1e-15));
    }

    [Test]
    public void Equals_the_undivided_quotient_where_that_is_harmless(
        [Values(2, 3, 4, 8)] int depth,
        [Values(0.5, 0.9, 1.05)] double rho
    )
    {
        const double k = 2.4;
        var z = 1 + k / depth * (1 - Math.Pow(rho, depth)) * Math.Pow(rho, depth - 2);
        var quotient = (1 + Math.Pow(z, 2 * depth - 1)) / (1 + Math.Pow(z, depth - 1));
        var written = Math.Pow(rho, depth) * quotient - 1;
        Assert.That(TwoCyclePolynomial.Evaluate(depth, k, rho), Is.EqualTo(written).Within(1e-13));
    }

    [TestCase(2.0)]
    [TestCase(4.5)]
    public void Refuses_steps_without_the_two_roots(double k) =>
        Assert.That(() => TwoCyclePolynomial.Roots(3, k), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
