using Dlnx.Flatness;
using Dlnx.Numerics;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class RationalKnotStepTests
{
    private static readonly RationalKnotStep Law = new([-1, 0, 2], [new Rational(1, 2), 1, 5]);

    [TestCase("-3", "1/6")]
    [TestCase("-1", "1/2")]
    [TestCase("-1/2", "3/4")]
    [TestCase("1", "3")]
    [TestCase("2", "5")]
    [TestCase("4", "7")]
    public void Values_by_hand(string x, string value)
    {
        Assert.That(Rational.TryParse(x, out var at), Is.True);
        Assert.That(Law.At(at).ToString(), Is.EqualTo(value));
    }

    [Test]
    public void Is_positive_and_strictly_increasing_on_a_wide_grid()
    {
        Rational previous = 0;
        for (var k = -400; k <= 40; k++)
        {
            Assert.That(Law.At(new Rational(k, 4)), Is.GreaterThan(previous));
            previous = Law.At(new Rational(k, 4));
        }
    }

    [Test]
    public void Rejects_points_that_do_not_increase()
    {
        Assert.That(() => new RationalKnotStep([], []), Throws.ArgumentException);
        Assert.That(() => new RationalKnotStep([0], [0]), Throws.ArgumentException);
        Assert.That(() => new RationalKnotStep([0, 1], [2, 2]), Throws.ArgumentException);
        Assert.That(() => new RationalKnotStep([1, 1], [1, 2]), Throws.ArgumentException);
    }
}
