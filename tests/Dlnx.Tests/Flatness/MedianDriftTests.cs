using Dlnx.Flatness;

namespace Dlnx.Tests.Flatness;

public sealed class MedianDriftTests
{
    [Test]
    public void Two_steps_agree_with_the_exact_law_for_small_steps()
    {
        var step = new SigmoidStep(0.001, 0.002, 2, 0);
        var start = LocationScaleLaw.Gumbel(0.4, 0.5);
        var drift = MedianDrift.Of(step, start);
        var change = new CurvatureLaw(step, start, 2).Median - start.Median;
        Assert.That(change, Is.EqualTo(drift.TwoSteps).Within(1e-2 * Math.Abs(drift.TwoSteps)));
        Assert.That(change, Is.Not.EqualTo(drift.Printed).Within(0.5 * Math.Abs(drift.Printed)));
    }
}
