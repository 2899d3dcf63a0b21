using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class PrintedTwoCycleTests
{
    // B/thm-1 (a): L = 2 and L = 3 at k = 2.1.
    [Test]
    public void Roots_are_the_catalogued_ones()
    {
        var two = PrintedTwoCycle.Roots(2, 2.1);
        var three = PrintedTwoCycle.Roots(3, 2.1);
        Assert.That(two.Lower, Is.EqualTo(new[] { 0.417320290246 }).Within(1e-12));
        Assert.That(two.Upper, Is.EqualTo(new[] { 1.141067154702 }).Within(1e-12));
        Assert.That(three.Lower, Is.EqualTo(new[] { 0.545106912199 }).Within(1e-12));
        Assert.That(three.Upper, Is.EqualTo(new[] { 1.068032884160, 1.186351467020 }).Within(1e-12));
    }

    // B/thm-1 (b): two upper roots for odd L, one for even L; a lower root even where nothing oscillates.
    [Test]
    public void Odd_depths_have_two_upper_roots([Range(2, 9)] int depth) =>
        Assert.That(PrintedTwoCycle.Roots(depth, 2.1).Upper, Has.Count.EqualTo(int.IsOddInteger(depth) ? 2 : 1));

    [Test]
    public void A_lower_root_exists_below_the_onset([Range(2, 6)] int depth) =>
        Assert.That(PrintedTwoCycle.Roots(depth, 1.9).Lower, Has.Count.EqualTo(1));

    // B/thm-1, existence proof: the ratio of eq. (25) at ρ^L = 1/2 and k = 2, printed and corrected.
    [TestCase(2, 3.0, 1.75, 1e-12)]
    [TestCase(3, 4.6397, 1.6289, 1e-4)]
    [TestCase(8, 40.305, 1.4825, 1e-3)]
    public void The_test_point_works_with_the_printed_factor_only(
        int depth,
        double printed,
        double corrected,
        double tolerance
    )
    {
        var rho = Math.Pow(0.5, 1.0 / depth);
        Assert.That(2 * (PrintedTwoCycle.Evaluate(depth, 2, rho) + 1), Is.EqualTo(printed).Within(tolerance));
        Assert.That(2 * (TwoCyclePolynomial.Evaluate(depth, 2, rho) + 1), Is.EqualTo(corrected).Within(1e-4));
    }

    [Test]
    public void They_are_a_cycle_of_the_tied_scalar([Range(2, 8)] int depth)
    {
        var roots = PrintedTwoCycle.Roots(depth, 2.1);
        var tied = new BalancedMap(depth, depth * 2.1);
        Assert.That(tied.Apply(roots.Low), Is.EqualTo(roots.High).Within(1e-11));
        Assert.That(tied.Apply(roots.High), Is.EqualTo(roots.Low).Within(1e-11));
    }

    // B/thm-1, readings of (a).
    [TestCase(2, -10.22, 0.005)]
    [TestCase(3, -19.316, 0.0005)]
    public void The_tied_cycle_repels_with_the_catalogued_multiplier(int depth, double multiplier, double tolerance) =>
        Assert.That(PrintedTwoCycle.TiedMultiplier(depth, 2.1), Is.EqualTo(multiplier).Within(tolerance));
}
