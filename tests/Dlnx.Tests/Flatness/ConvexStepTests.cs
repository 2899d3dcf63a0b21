using Dlnx.Flatness;

namespace Dlnx.Tests.Flatness;

public sealed class ConvexStepTests
{
    [Test]
    public void Closed_form_agrees_with_inversion([Values(0.05, 0.4, 0.49)] double curvature)
    {
        var step = new ConvexStep(0.01, curvature);
        var law = new CurvatureLaw(step, new UniformLaw(0, 1), 1);
        for (var i = 1; i < 20; i++)
        {
            var y = 0.01 + ((0.98 - curvature) * i / 20);
            Assert.That(step.UniformDensity(y), Is.EqualTo(law.Density(y)).Within(1e-11));
            Assert.That(step.UniformCumulative(y), Is.EqualTo(law.Cumulative(y)).Within(1e-13));
        }
        // Past the image of 1 under T₋ the lower preimages are used up.
        Assert.That(step.UniformCumulative(0.9), Is.EqualTo(law.Cumulative(0.9)).Within(1e-13));
    }

    [Test]
    public void Is_continuous_and_increasing()
    {
        var step = new ConvexStep(0.02, 0.3);
        Assert.That(step.At(-1e-12), Is.EqualTo(step.At(0)).Within(1e-12));
        Assert.That(step.At(1 + 1e-12), Is.EqualTo(step.At(1)).Within(1e-11));
        for (var x = -3.0; x < 3; x += 0.01)
            Assert.That(step.At(x + 0.01), Is.GreaterThan(step.At(x)));
    }

    [Test]
    public void Walks_agree_with_enumeration([Values(1, 3, 7)] int level)
    {
        var reached = SignStrings.All(11).Count(s => s.States(new AffineStep(1, 0), 0).Any(x => Math.Abs(x) >= level));
        Assert.That(WalkMaximum.Probability(11, level), Is.EqualTo(reached / 2048.0));
    }

    [Test]
    public void The_walk_starts_inside() => Assert.That(WalkMaximum.Probability(0, 1), Is.EqualTo(0));
}
