using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class BalancingRunTests
{
    private static readonly BalancingRun Oscillating = BalancingRun.Of(new(3, 10, 0.0315), 0.01, 8000);

    /// <summary>Reference numbers: claims catalogue, B/fig-4.</summary>
    [Test]
    public void Matches_the_catalogue()
    {
        Assert.That(Oscillating.FirstOvershoot, Is.EqualTo(504));
        Assert.That(Oscillating.RatioAt(504), Is.EqualTo(0.557762).Within(1e-6));
        Assert.That(Oscillating.States[500].Gap, Is.EqualTo(7.5927e-5).Within(1e-9));
        Assert.That(Oscillating.Period, Is.EqualTo(2));
    }

    [Test]
    public void Factors_multiply_to_the_final_gap()
    {
        var run = BalancingRun.Of(SingularMode.AtStep(3, 1.5, 10), 0.1, 2000);
        var product = run.GapLosses.Aggregate(1.0, (all, q) => all * (1 - q));
        Assert.That(run.Ratio, Is.EqualTo(product).Within(1e-10));
        Assert.That(run.Factors.Max(), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void A_slow_run_never_overshoots() =>
        Assert.That(BalancingRun.Of(SingularMode.AtStep(3, 0.2), 0.3, 500).FirstOvershoot, Is.Null);

    [Test]
    public void A_short_run_has_no_period()
    {
        var mode = SingularMode.AtStep(3, 1.5);
        Assert.That(BalancingRun.Of(mode, 0.3, PeriodDetector.Window - 2).Period, Is.Null);
        Assert.That(BalancingRun.Of(mode, 0.3, PeriodDetector.Window - 1).Period, Is.Not.Null);
    }
}
