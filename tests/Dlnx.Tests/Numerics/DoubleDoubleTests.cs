using System.Numerics;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Numerics;

public sealed class DoubleDoubleTests
{
    // Exact integers stand for the numbers times 2^Bits.
    private const int Bits = 2000;

    [Test]
    public void Sums_agree_with_exact_integers() =>
        Laws.Hold(Pairs, p => Units(p.X + p.Y, Exact(p.X) + Exact(p.Y)) <= 4, count: 2000);

    [Test]
    public void Differences_agree_with_exact_integers() =>
        Laws.Hold(Pairs, p => Units(p.X - p.Y, Exact(p.X) - Exact(p.Y)) <= 4, count: 2000);

    [Test]
    public void Products_agree_with_exact_integers() =>
        Laws.Hold(Pairs, p => Units(p.X * p.Y, (Exact(p.X) * Exact(p.Y)) >> Bits) <= 5, count: 2000);

    [Test]
    public void Quotients_agree_with_exact_integers() =>
        Laws.Hold(Pairs, p => Units(p.X / p.Y, (Exact(p.X) << Bits) / Exact(p.Y)) <= 15, count: 2000);

    [Test]
    public void Square_roots_square_back_exactly() =>
        Laws.Hold(
            Pairs,
            p =>
            {
                var x = DoubleDouble.Abs(p.X);
                var root = Exact(DoubleDouble.Sqrt(x));
                // (1 + ε)² = 1 + 2ε
                return Relative(((root * root) >> Bits) - Exact(x), Exact(x)) <= 2 * 4;
            },
            count: 2000
        );

    [Test]
    public void Integer_powers_agree_with_exact_products([Values(-7, 0, 1, 2, 13, 64)] int exponent) =>
        Laws.Hold(
            Pairs,
            p =>
            {
                var x = p.Y / DoubleDouble.Abs(p.Y).High;
                var exact = BigInteger.One << Bits;
                for (var i = 0; i < Math.Abs(exponent); i++)
                    exact = (exact * Exact(x)) >> Bits;
                if (exponent < 0)
                    exact = (BigInteger.One << (2 * Bits)) / exact;
                return Units(DoubleDouble.Pow(x, exponent), exact) <= (6 * Math.Abs(exponent)) + 15;
            }
        );

    // Reference: 34 digits from an independent multiple-precision library.
    [TestCase("0.5", "1.648721270700128146848650787814164")]
    [TestCase("-20.25", "0.00000000160522805518561160865393430910954")]
    [TestCase("3.1961524227066318806", "24.43832074626788311911136316789807")]
    [TestCase("40", "235385266837019985.4078999107490348")]
    public void Exponential_and_logarithm_have_31_digits(string x, string exponential)
    {
        var (argument, value) = (DoubleDouble.Parse(x), DoubleDouble.Parse(exponential));
        Assert.That(Deviation(DoubleDouble.Exp(argument), value), Is.LessThan(5e-30));
        Assert.That((double)DoubleDouble.Abs(DoubleDouble.Log(value) - argument), Is.LessThan(5e-30));
    }

    [TestCase("-0.5", "-0.6931471805599453094172321214581766")]
    [TestCase("0.0000003", "0.0000002999999550000089999979750004859999")]
    [TestCase("0.25", "0.2231435513142097557662950903098345")]
    public void Logarithm_near_one_keeps_relative_digits(string x, string logarithm) =>
        Assert.That(
            Deviation(DoubleDouble.LogOnePlus(DoubleDouble.Parse(x)), DoubleDouble.Parse(logarithm)),
            Is.LessThan(1e-30)
        );

    [Test]
    public void Real_powers_agree_with_square_roots()
    {
        var x = DoubleDouble.Parse("0.7361504340335122");
        var quarter = DoubleDouble.Sqrt(DoubleDouble.Sqrt(x));
        Assert.That(Deviation(DoubleDouble.Pow(x, 0.25), quarter), Is.LessThan(1e-30));
    }

    [TestCase("3.1961524227066318806622670")]
    [TestCase("-0.0098851714484")]
    [TestCase("1234567890123456789012345678901")]
    [TestCase("0.000")]
    public void Text_is_read_back(string text)
    {
        var decimals = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.') - 1 : 0;
        Assert.That(DoubleDouble.Parse(text).ToString(decimals), Is.EqualTo(text));
    }

    [Test]
    public void Text_has_32_digits_and_rounds()
    {
        Assert.That((DoubleDouble.One / 3).ToString(), Is.EqualTo("0.33333333333333333333333333333333"));
        Assert.That((DoubleDouble.One / 1.5).ToString(5), Is.EqualTo("0.66667"));
    }

    [Test]
    public void Order_looks_at_both_parts()
    {
        var above = DoubleDouble.One + 1e-25;
        Assert.That(above, Is.GreaterThan(DoubleDouble.One));
        Assert.That(above >= DoubleDouble.One && DoubleDouble.One <= above && DoubleDouble.One < above, Is.True);
        Assert.That(DoubleDouble.One > above, Is.False);
    }

    [Test]
    public void Refuses_logarithms_that_do_not_exist()
    {
        Assert.That(() => DoubleDouble.Log(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => DoubleDouble.LogOnePlus(-0.75), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static Gen<Pair> Pairs => from x in Numbers from y in Numbers select new Pair(x, y);

    private static Gen<DoubleDouble> Numbers =>
        from sign in Gen.Elements(-1, 1)
        from high in Gen.Choose(int.MaxValue / 2, int.MaxValue)
        from middle in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from exponent in Gen.Choose(-40, 40)
        select sign
            * (
                (DoubleDouble)Math.ScaleB(high, exponent)
                + Math.ScaleB(middle, exponent - 30)
                + Math.ScaleB(low, exponent - 66)
            );

    private static double Deviation(DoubleDouble measured, DoubleDouble expected) =>
        (double)DoubleDouble.Abs(measured - expected) / Math.Abs((double)expected);

    private static double Units(DoubleDouble measured, BigInteger exact) => Relative(Exact(measured) - exact, exact);

    /// <summary>|error/exact| in units of 2⁻¹⁰⁶.</summary>
    private static double Relative(BigInteger error, BigInteger exact) =>
        exact.IsZero
            ? error.IsZero
                ? 0
                : double.PositiveInfinity
            : (double)((BigInteger.Abs(error) << (106 + 20)) / BigInteger.Abs(exact)) / (1 << 20);

    private static BigInteger Exact(DoubleDouble x) => Exact(x.High) + Exact(x.Low);

    private static BigInteger Exact(double x)
    {
        if (x == 0)
            return 0;
        var exponent = Math.ILogB(x) - 52;
        return new BigInteger(Math.ScaleB(x, -exponent)) << (Bits + exponent);
    }

    private sealed record Pair(DoubleDouble X, DoubleDouble Y);
}
