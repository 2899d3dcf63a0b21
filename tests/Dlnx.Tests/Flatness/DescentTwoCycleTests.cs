using Dlnx.Flatness;

namespace Dlnx.Tests.Flatness;

public sealed class DescentTwoCycleTests
{
    private static IEnumerable<TestCaseData> Cycles =>
        [
            new(new PowerLoss(2, 3), 2.0, -2.0),
            new(new PowerLoss(4), 1.0, -1.0),
            new(new LogCoshLoss(), 1.5, -1.5),
            new(new TwoSidedQuadratic(3, 1), 1.0, -3.0),
            // e^y = 2 − e^(−1/2)
            new(new ExponentialLoss(), -0.5, Math.Log(2 - Math.Exp(-0.5))),
            // σ(y) = 2·0.3 − σ(0.2)
            new(new BinaryCrossEntropy(0.3), 0.2, Logit(0.6 - 1 / (1 + Math.Exp(-0.2)))),
        ];

    [TestCaseSource(nameof(Cycles))]
    public void The_partner_agrees_with_the_closed_form(ScalarLoss loss, double start, double partner)
    {
        var cycle = DescentTwoCycle.Through(loss, start)!;
        Assert.That(cycle.Partner, Is.EqualTo(partner).Within(1e-14 * (1 + Math.Abs(partner))));
        var first = start - cycle.LearningRate * loss.Slope(start);
        var second = first - cycle.LearningRate * loss.Slope(first);
        Assert.That(first, Is.EqualTo(partner).Within(1e-13 * (1 + Math.Abs(partner))));
        Assert.That(second, Is.EqualTo(start).Within(1e-12 * cycle.LearningRate));
    }

    [Test]
    public void The_multiplier_matches_the_slope_of_two_steps()
    {
        var loss = new ExponentialLoss();
        var cycle = DescentTwoCycle.Through(loss, -0.5)!;
        double Step(double x) => x - cycle.LearningRate * loss.Slope(x);
        const double h = 1e-6;
        var slope = (Step(Step(-0.5 + h)) - Step(Step(-0.5 - h))) / (2 * h);
        Assert.That(cycle.Multiplier, Is.EqualTo(slope).Within(1e-8));
    }

    [Test]
    public void There_is_none_where_the_opposite_slope_is_missing()
    {
        Assert.That(DescentTwoCycle.Through(new BinaryCrossEntropy(0.9), 0), Is.Null);
        Assert.That(DescentTwoCycle.Through(new ExponentialLoss(), 1), Is.Null);
        Assert.That(DescentTwoCycle.Through(new LogCoshLoss(), 0), Is.Null);
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));
}
