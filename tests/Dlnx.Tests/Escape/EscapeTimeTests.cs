using Dlnx.Escape;

namespace Dlnx.Tests.Escape;

public sealed class EscapeTimeTests
{
    // C/eq-11, tanh, a⋆ = 0.5: ε, depth, the exact flow's time, and the closed form of the leading order.
    [TestCase(2, 1e-2, 7.323988947, 6.458622125)]
    [TestCase(3, 1e-1, 14.75683324, 13.20773853)]
    [TestCase(3, 1e-3, 1649.445839, 1647.665382)]
    [TestCase(4, 1e-2, 8260.254524, 8251.53465)]
    [TestCase(5, 1e-1, 562.2040206, 545.9198594)]
    public void Balanced_times_are_those_of_the_catalogue(int depth, double scale, double exact, double leading)
    {
        var chain = new ReducedChain(Activations.Find("tanh"), depth);
        double[] start = [.. Enumerable.Repeat(scale, depth)];
        Assert.That(new EscapeRun().Time(chain, start), Is.EqualTo(exact).Within(1e-8 * exact));
        var drive = chain.Drive!.Value;
        Assert.That(EscapeQuadrature.LeadingTime(start, drive, 0.5), Is.EqualTo(leading).Within(2e-9 * leading));
        Assert.That(
            EscapeQuadrature.BalancedTime(depth, scale, drive, 0.5),
            Is.EqualTo(leading).Within(2e-9 * leading)
        );
    }

    [Test]
    public void Unequal_scales_at_depth_two_have_a_closed_form()
    {
        var drive = new ReducedChain(Activations.Find("tanh"), 2).Drive!.Value;
        var gap = Math.Sqrt(0.03);
        var closed = (Math.Asinh(0.5 / gap) - Math.Asinh(0.1 / gap)) / drive;
        Assert.That(EscapeQuadrature.LeadingTime([0.1, 0.2], drive, 0.5), Is.EqualTo(closed).Within(1e-14));
        Assert.That(closed, Is.EqualTo(2.0351577761680817).Within(1e-9), "C/thm-5");
    }

    [Test]
    public void The_linear_chain_with_a_negative_product_never_escapes()
    {
        var chain = new ReducedChain(Activations.Find("linear"), 3);
        Assert.That(new EscapeRun { Horizon = 1000 }.Time(chain, [-0.1, 0.1, 0.1]), Is.Null);
    }

    [Test]
    public void The_loss_event_with_a_negative_product_is_that_of_the_catalogue()
    {
        var chain = new ReducedChain(Activations.Find("tanh"), 3);
        var run = new EscapeRun { Event = EscapeEvent.Loss };
        Assert.That(run.Time(chain, [-0.2, 0.2, 0.2]), Is.EqualTo(291.517939).Within(1e-5));
        Assert.That(run.Time(chain, [0.2, 0.2, 0.2]), Is.EqualTo(7.17276).Within(1e-5));
    }

    [Test]
    public void Times_beyond_the_spacing_of_the_clock_are_still_those_of_the_closed_form()
    {
        // From 1e-6 to 0.5 at depth 8 the last part is 1e-34 of the whole.
        var chain = new ReducedChain(Activations.Find("tanh"), 8);
        double[] start = [.. Enumerable.Repeat(1e-6, 8)];
        var closed = EscapeQuadrature.BalancedTime(8, 1e-6, chain.Drive!.Value, 0.5);
        var time = new EscapeRun { Horizon = 1e3 * closed }.Time(chain, start);
        Assert.That(time, Is.EqualTo(closed).Within(1e-6).Percent);
    }

    [Test]
    public void A_run_that_rests_below_the_threshold_is_given_up()
    {
        // At the minimum of the linear chain the product of the scales is 1.
        var chain = new ReducedChain(Activations.Find("linear"), 3);
        var run = new EscapeRun { Threshold = 1.2, Horizon = double.MaxValue };
        Assert.That(run.Time(chain, [0.5, 0.5, 0.5]), Is.Null);
        Assert.That((run with { Threshold = 0.9 }).Time(chain, [0.5, 0.5, 0.5]), Is.Not.Null);
    }

    [Test]
    public void Impossible_quadratures_are_named()
    {
        Assert.That(() => EscapeQuadrature.LeadingTime([-0.1, 0.1], 1, 0.5), Throws.ArgumentException);
        Assert.That(() => EscapeQuadrature.LeadingTime([0.1, 0.1], -1, 0.5), Throws.ArgumentException);
        Assert.That(() => EscapeQuadrature.LeadingTime([0.6, 0.6], 1, 0.5), Throws.ArgumentException);
    }
}
