using Dlnx.Escape;
using MathNet.Numerics;

namespace Dlnx.Tests.Escape;

public sealed class QuadratureTests
{
    [Test]
    public void The_normal_form_without_correction_has_the_balanced_closed_form()
    {
        foreach (var depth in new[] { 2, 3, 6 })
        {
            var time = new ScalarNormalForm(depth, 3, 0.6, 0).Time(1e-3, 0.25);
            Assert.That(time, Is.EqualTo(EscapeQuadrature.BalancedTime(depth, 1e-3, 0.6, 0.5)).Within(1e-10).Percent);
        }
    }

    // At L = 4, q = 3 the integrand is 1/(2κu²(1 + Cu)), whose antiderivative is elementary.
    [Test]
    public void The_normal_form_at_a_resonance_agrees_with_its_antiderivative()
    {
        const double c = -1.2;
        double Antiderivative(double u) => 0.5 * ((-1 / u) + (c * Math.Log((1 + (c * u)) / u)));
        var time = new ScalarNormalForm(4, 3, 1, c).Time(0.01, 0.04);
        Assert.That(time, Is.EqualTo(Antiderivative(0.04) - Antiderivative(1e-4)).Within(1e-10));
    }

    [Test]
    public void A_velocity_that_vanishes_on_the_way_is_refused() =>
        Assert.That(
            () => new ScalarNormalForm(4, 3, 1, -100).Time(0.01, 0.04),
            Throws.ArgumentException.With.Message.Contains("positive")
        );

    // C/lem-19.
    [TestCase(1, 0.01, 1.421230804655)]
    [TestCase(2, 1, 1.421265981441)]
    [TestCase(1, 1e-4, 1.004987552211)]
    public void Shell_ratios_are_the_catalogued_ones(int shell, double u, double expected) =>
        Assert.That(BottleneckShell.Ratio([1e-3, 0.1, 1], shell, u), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void Shells_need_ascending_scales() =>
        Assert.That(() => BottleneckShell.Ratio([1, 0.5], 1, 1), Throws.ArgumentException);

    [Test]
    public void Modewise_times_have_their_antiderivatives()
    {
        Assert.That(ModewiseProfile.Time(3, 4.7), Is.EqualTo(Math.Atan(4.7)).Within(1e-14));
        Assert.That(ModewiseProfile.Time(2, 4.7), Is.EqualTo(Math.Log(5.7)).Within(1e-14));
        Assert.That(ModewiseProfile.Time(5, 0), Is.Zero);
    }

    [Test]
    public void A_product_of_one_or_two_normal_numbers_has_its_known_distribution()
    {
        Assert.That(
            NormalProduct.ProbabilityBelow(1, 0.3),
            Is.EqualTo(SpecialFunctions.Erf(0.3 / Math.Sqrt(2))).Within(1e-15)
        );
        // ∫₀ᵗ 2K₀(x)/π dx, to sixteen digits by an arbitrary-precision library.
        Assert.That(NormalProduct.ProbabilityBelow(2, 0.1), Is.EqualTo(0.217828650297482).Within(1e-14));
        Assert.That(NormalProduct.ProbabilityBelow(2, 0.001), Is.EqualTo(0.00510803810410654).Within(1e-16));
    }

    [Test]
    public void Draws_of_a_chain_of_width_one_follow_that_distribution()
    {
        var draws = new GaussianChain(3, 1, 1).Draws(20_000, new Dlnx.Numerics.RandomStream(3));
        var share = draws.Count(draw => draw.Signal < 0.1 * Math.Pow(2, 1.5)) / 20_000.0;
        Assert.That(share, Is.EqualTo(NormalProduct.ProbabilityBelow(3, 0.1)).Within(0.015));
        Assert.That(draws.Max(draw => Math.Abs(draw.Ratio - 1)), Is.LessThan(1e-14));
    }
}
