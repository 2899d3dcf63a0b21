using Dlnx.Flatness;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class EndpointLawTests
{
    private static readonly StepLaw Law = new SigmoidStep(0.2, 0.3, 2, 0);

    /// <summary>Reference numbers: claims catalogue, D/thm-5.4.</summary>
    [Test]
    public void Matches_the_catalogue()
    {
        var law = EndpointLaw.From(Law, 0.5, 4);
        Assert.That(law.ProbabilityBelow(0.5), Is.EqualTo(0.6875));
        Assert.That(law.LowerMedian, Is.EqualTo(0.401085470803).Within(1e-11));
        Assert.That(law.UpperMedian, Is.EqualTo(0.402791593321).Within(1e-11));
    }

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(12)]
    public void The_mean_stays_at_the_start(int steps) =>
        Assert.That(EndpointLaw.From(Law, 0.5, steps).Mean, Is.EqualTo(0.5).Within(1e-14));

    /// <summary>For constant Δ the moment multiplies by cosh Δ in every step.</summary>
    [Test]
    public void The_mean_exponential_of_constant_steps_is_a_power_of_cosh() =>
        Assert.That(
            EndpointLaw.From(new AffineStep(0.3, 0), 0, 10).MeanExponential,
            Is.EqualTo(Math.Pow(Math.Cosh(0.3), 10)).Within(1e-13)
        );

    [Test]
    public void Counts_end_points_below_and_up_to_a_level()
    {
        var law = EndpointLaw.From(new AffineStep(0.5, 0), 0, 2);
        Assert.That(law.Sorted.ToArray(), Is.EqualTo([-1, 0, 0, 1]));
        Assert.That(law.ProbabilityBelow(0), Is.EqualTo(0.25));
        Assert.That(law.Cumulative(0), Is.EqualTo(0.75));
    }
}
