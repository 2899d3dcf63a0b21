using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class CentralFlowTests
{
    [TestCase(3, 0.863678)]
    [TestCase(4, 0.813151)]
    [TestCase(6, 0.771819)]
    public void The_stop_from_four_has_the_catalogued_value(int depth, double ratio) =>
        Assert.That(StoppingLaw.Ratio(depth, 4), Is.EqualTo(ratio).Within(1e-6));

    [Test]
    public void The_integrated_flow_stops_at_the_root_of_the_implicit_formula(
        [Values(3, 4, 8, 64)] int depth,
        [Values(1.2, 2, 4, 20)] double start
    ) => Assert.That(StoppingLaw.RatioByFlow(depth, start), Is.EqualTo(StoppingLaw.Ratio(depth, start)).Within(1e-9));

    [Test]
    public void From_far_above_it_tends_to_its_limit([Values(3, 6)] int depth) =>
        Assert.That(StoppingLaw.Ratio(depth, 1e6), Is.EqualTo(StoppingLaw.Limit(depth)).Within(1e-9));

    [Test]
    public void From_the_boundary_it_stays_there()
    {
        Assert.That(StoppingLaw.Ratio(4, 1), Is.EqualTo(1));
        Assert.That(StoppingLaw.Ratio(4, 1.001), Is.EqualTo(0.999).Within(1e-5));
        Assert.That(() => StoppingLaw.Ratio(4, 0.5), Throws.InstanceOf<ArgumentException>());
    }

    // At the critical rate δ = cV: 1/V grows at k/(1 − k/2)·c, adiabatically at k·c.
    [Test]
    public void At_the_critical_rate_one_over_V_grows_linearly([Values(3, 5)] int depth)
    {
        const double c = 2.5;
        var k = CentralFlow.DriftRate(depth);
        var flow = new CentralFlow(depth, v => c * v);
        var corrected = flow.From(1e-4, 1e-3, 1e7);
        var adiabatic = flow.Adiabatic(1e-3, 1e7);
        Assert.That(Slope(corrected), Is.EqualTo(k / (1 - (k / 2)) * c).Within(1e-5));
        Assert.That(Slope(adiabatic), Is.EqualTo(k * c).Within(1e-7));

        static double Slope(CentralTrajectory t) => ((1 / t.Variance(1e7)) - (1 / t.Variance(9e6))) / 1e6;
    }

    [Test]
    public void Above_the_critical_rate_V_decays_exponentially()
    {
        var flow = new CentralFlow(4, _ => 0.01);
        var trajectory = flow.From(0.01, 1, 1000);
        Assert.That(trajectory.Variance(1000), Is.EqualTo(Math.Exp(-0.375 * 10)).Within(1e-9));
    }
}
