using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Tests.Linear;

public sealed class LeafDescentTests
{
    // A/lem-E.9, check 3.
    [Test]
    public void The_residual_expansion_has_the_catalogued_numbers()
    {
        var expansion = ResidualExpansion.Of(PathwayMode.Homogeneous(4, 0.5, [0.9, 0.6, 0.3]), 0.2);
        Assert.That(expansion.Residual, Is.EqualTo(0.2938).Within(1e-12));
        Assert.That(expansion.Sharpness, Is.EqualTo(2.315304).Within(1e-12));
        Assert.That(expansion.Quadratic, Is.EqualTo(2.68397388).Within(1e-12));
        Assert.That(expansion.Cubic, Is.EqualTo(1.41892385).Within(1e-8));
        Assert.That(expansion.Exact, Is.EqualTo(0.1667353120732824).Within(1e-14));
        Assert.That(expansion.Binomial, Is.EqualTo(expansion.Exact).Within(1e-15));
        Assert.That(expansion.TwoTerms, Is.EqualTo(0.1670197944928938).Within(1e-14));
        Assert.That(expansion.ThreeTerms, Is.EqualTo(0.16673191916205).Within(1e-13));
    }

    // A/thm-E.11, finding 2, 40-digit reference.
    [Test]
    public void The_two_step_ratios_have_the_catalogued_digits()
    {
        var steps = TwoStepContraction.From(3, [1e-6, -1e-6], 0.01, 8);
        Assert.That(steps.LearningRate, Is.EqualTo(0.346666666664587).Within(1e-15));
        Assert.That(steps.Target, Is.EqualTo(1.9711538461596727).Within(1e-15));
        Assert.That(steps.ScaleGap, Is.EqualTo(1.00110843127).Within(1e-11));
        Assert.That(steps.CoefficientGap, Is.EqualTo(1.0026385957).Within(1e-10));
        Assert.That(steps.LeafVariance, Is.EqualTo(0.99958060206).Within(1e-11));
    }

    [Test]
    public void The_two_step_ratios_agree_with_the_mode_in_double_precision([Values(2, 3, 6)] int depth)
    {
        double[] deviations = [1e-3, -5e-4, 2e-4];
        var steps = TwoStepContraction.From(depth, deviations, 0.02, 5);
        var mode = PathwayMode.Homogeneous(depth, steps.Target, [.. deviations.Select(d => 1 + d)]);
        var before = (Spread(mode), LeafCoordinates.Variance(mode));
        Assert.That(steps.LearningRate * mode.Residual, Is.EqualTo(0.02).Within(1e-14));
        mode.Step(steps.LearningRate);
        mode.Step(steps.LearningRate);
        Assert.That(Spread(mode) / before.Item1, Is.EqualTo(steps.ScaleGap).Within(1e-10));
        if (depth > 2)
            Assert.That(LeafCoordinates.Variance(mode) / before.Item2, Is.EqualTo(steps.LeafVariance).Within(1e-10));
    }

    [Test]
    public void The_stop_lies_beyond_the_boundary_where_the_law_puts_it()
    {
        var stop = StoppingDescent.Of(new BalancedPoint(4, 2, 1), new StoppingPlan(5e-3, 4));
        Assert.That(stop.StartVariance / stop.StopVariance, Is.EqualTo(4).Within(1e-10));
        Assert.That(stop.Ratio, Is.EqualTo(StoppingLaw.Ratio(4, 4)).Within(0.02));
        Assert.That(stop.EtaLambda, Is.LessThan(2));
        Assert.That(stop.Run.VarianceIncreases, Is.Zero);
    }

    [Test]
    public void The_decay_is_measured_between_the_two_times()
    {
        var start = LeafStart.Around(new BalancedPoint(4, 2, 1), 0.05);
        var eta = 2.02 / new BalancedPoint(4, 2, 1).Sharpness;
        var decay = VarianceDecay.Of(start, eta, 100, 300);
        var mode = start.Copy();
        for (var t = 0; t < 300; t++)
            mode.Step(eta);
        Assert.That(decay.VarianceTo, Is.EqualTo(LeafCoordinates.Variance(mode)));
        Assert.That(decay.VarianceFrom * Math.Exp(-200 * decay.LogRate), Is.EqualTo(decay.VarianceTo).Within(1e-12));
        Assert.That(
            (1 / decay.VarianceFrom) + (200 * decay.InverseSlope),
            Is.EqualTo(1 / decay.VarianceTo).Within(1e-8)
        );
        Assert.That(() => VarianceDecay.Of(start, eta, 5, 5), Throws.ArgumentException);
    }

    [Test]
    public void The_energy_of_a_settled_cycle_is_its_excess([Values(3, 6)] int depth)
    {
        var balanced = new BalancedPoint(depth, 3, 1.4);
        var eta = 2.001 / balanced.Sharpness;
        var mode = PathwayMode.Homogeneous(depth, 1.4, [.. Enumerable.Repeat(1.001 * balanced.Scale, 3)]);
        for (var t = 0; t < 20_000; t++)
            mode.Step(eta);
        Assert.That(OscillationEnergy.Of(mode, eta), Is.EqualTo(0.001).Within(3e-6));
    }

    private static double Spread(PathwayMode mode)
    {
        var r = mode.Scales.ToArray();
        return r.Sum(x => (x - r.Average()) * (x - r.Average()));
    }
}
