using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class PowerLawTests
{
    [TestCase(-2.5)]
    [TestCase(3)]
    public void A_pure_power_has_its_exponent(double exponent)
    {
        double[] x = [0.01, 0.02, 0.1, 3];
        double[] values = [.. x.Select(at => -7 * Math.Pow(at, exponent))];
        Assert.That(PowerLaw.FittedExponent(x, values), Is.EqualTo(exponent).Within(1e-13));
        Assert.That(PowerLaw.LocalExponent(x[0], values[0], x[1], values[1]), Is.EqualTo(exponent).Within(1e-13));
    }

    [Test]
    public void The_fitted_line_is_that_of_the_normal_equations()
    {
        // (0, 0), (1, 2), (2, 3) in logarithms: slope 3/2.
        double[] x = [1, Math.E, Math.Exp(2)];
        double[] values = [1, Math.Exp(2), Math.Exp(3)];
        Assert.That(PowerLaw.FittedExponent(x, values), Is.EqualTo(1.5).Within(1e-14));
    }

    [Test]
    public void One_point_is_not_enough() =>
        Assert.That(() => PowerLaw.FittedExponent([1], [2]), Throws.ArgumentException);
}
