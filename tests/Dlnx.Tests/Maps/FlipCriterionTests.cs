using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class FlipCriterionTests
{
    // f = x²/2 + f‴x³/6 + f⁗x⁴/24, iterated just above η = 2/f″: only a supercritical doubling holds the iterates.
    [TestCase(0, -1, true)]
    [TestCase(1, 1, true)]
    [TestCase(0.5, 6, false)]
    [TestCase(0, 6, false)]
    public void Decides_whether_iterates_stay(double third, double fourth, bool stays)
    {
        var criterion = new FlipCriterion(1, third, fourth);
        var x = 0.02;
        for (var t = 0; t < 20_000 && Math.Abs(x) < 100; t++)
        {
            x -= 2.002 * x * (1 + (x * ((third / 2) + (x * fourth / 6))));
        }

        Assert.That(criterion.Supercritical, Is.EqualTo(stays));
        Assert.That(Math.Abs(x) < 1, Is.EqualTo(stays));
    }

    [Test]
    public void The_two_step_derivative_is_that_of_the_iterated_quadratic_map()
    {
        // F = −x − x² (f″ = 1, f‴ = 1, η = 2): F(F(x)) = x − 2x³ − x⁴, so its third derivative at 0 is −12.
        Assert.That(new FlipCriterion(1, 1, 0).TwoStepThirdDerivative, Is.EqualTo(-12));
    }
}
