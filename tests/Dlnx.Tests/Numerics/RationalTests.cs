using System.Numerics;
using Dlnx.Numerics;
using NUnit.Framework;

namespace Dlnx.Tests.Numerics;

public sealed class RationalTests
{
    [TestCase("3/4", "3/4")]
    [TestCase("-6/8", "-3/4")]
    [TestCase("6/-8", "-3/4")]
    [TestCase("0.125", "1/8")]
    [TestCase("-.5", "-1/2")]
    [TestCase("0.2/3", "1/15")]
    [TestCase("0/7", "0")]
    [TestCase("14/7", "2")]
    public void Text_is_read_exactly_and_written_in_lowest_terms(string text, string expected)
    {
        Assert.That(Rational.TryParse(text, out var value));
        Assert.That(value.ToString(), Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("1/0")]
    [TestCase("1/2/3")]
    [TestCase("1e3")]
    [TestCase("0x10")]
    public void Other_text_is_refused(string? text) => Assert.That(Rational.TryParse(text, out _), Is.False);

    [Test]
    public void Arithmetic_agrees_with_hand_calculation()
    {
        Rational third = new(1, 3);
        Rational half = new(1, 2);
        Assert.Multiple(() =>
        {
            Assert.That(third + half, Is.EqualTo(new Rational(5, 6)));
            Assert.That(third - half, Is.EqualTo(new Rational(-1, 6)));
            Assert.That(third * half, Is.EqualTo(new Rational(1, 6)));
            Assert.That(third / half, Is.EqualTo(new Rational(2, 3)));
            Assert.That(third < half && half >= third && third != half);
            Assert.That(default(Rational) + third, Is.EqualTo(third));
            Assert.That(() => third / default(Rational), Throws.TypeOf<DivideByZeroException>());
        });
    }

    [Test]
    public void Every_double_comes_back_from_its_own_fraction()
    {
        var stream = new RandomStream(4);
        for (var i = 0; i < 1000; i++)
        {
            var value = stream.NextNormal() * Math.ScaleB(1, stream.NextInt32(-60, 60));
            var exponent = Math.ILogB(value) - 52;
            var mantissa = (BigInteger)Math.ScaleB(value, -exponent);
            var exact =
                exponent >= 0
                    ? new Rational(mantissa << exponent, 1)
                    : new Rational(mantissa, BigInteger.One << -exponent);
            Assert.That((double)exact, Is.EqualTo(value));
            Assert.That(Rational.FromDouble(value), Is.EqualTo(exact));
        }
    }

    [TestCase(1, 3)]
    [TestCase(-2, 7)]
    [TestCase(9801, 5000)]
    public void A_quotient_of_small_integers_rounds_as_the_division_does(int p, int q) =>
        Assert.That((double)new Rational(p, q), Is.EqualTo((double)p / q));
}
