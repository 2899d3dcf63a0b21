using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Tests.Numerics;

public sealed class LambertWTests
{
    // Reference: an independent multiple-precision library.
    [TestCase(-0.36787944117144233, -1.0)]
    [TestCase(-0.3678, -0.9793607149578305)]
    [TestCase(-0.367, -0.9323991847479283)]
    [TestCase(-0.3, -0.4894022271802149)]
    [TestCase(-1e-3, -0.001001001502671886)]
    [TestCase(1e-300, 1e-300)]
    [TestCase(1e-10, 9.999999999e-11)]
    [TestCase(0.5, 0.35173371124919584)]
    [TestCase(2.718281828459045, 1.0)]
    [TestCase(10, 1.7455280027406994)]
    [TestCase(128, 3.5773952985516533)]
    [TestCase(2000000, 12.021925620846494)]
    [TestCase(5.43656365691809e6, 12.947736735139905)]
    [TestCase(1e300, 684.2472086297608)]
    public void Agrees_with_a_multiple_precision_reference(double x, double w) =>
        Assert.That(LambertW.Principal(x), Is.EqualTo(w).Within(Rounding(x, w)));

    // Beyond the series about −1/e the last digits of w·eʷ − x go to W divided by 1 + W.
    private static double Rounding(double x, double w) => x < 0 && w > -0.97 ? 3e-16 / (1 + w) : 5e-16 * Math.Abs(w);

    [Test]
    public void Inverts_w_exp_w() =>
        Laws.Hold(
            Gen.Choose(-900_000, 700_000_000).Select(i => i * 1e-6),
            w => Math.Abs(LambertW.Principal(w * Math.Exp(w)) - w) <= 1e-14 * (Math.Abs(w) + (1 / (1 + w))),
            count: 1000
        );

    [Test]
    public void Solves_its_equation_in_double_double([Values(1e-3, 1, 4, 128, 2e6, 2e12)] double x)
    {
        var w = LambertW.Principal((DoubleDouble)x);
        Assert.That((double)(((w * DoubleDouble.Exp(w)) - x) / x), Is.EqualTo(0).Within(1e-29));
    }

    [TestCase(-0.37)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Refuses_what_has_no_real_value(double x) =>
        Assert.That(() => LambertW.Principal(x), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
