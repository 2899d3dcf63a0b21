using Dlnx.Flatness;
using Dlnx.Numerics;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class SignStringTests
{
    [Test]
    public void Reads_back_what_it_writes()
    {
        foreach (var text in (string[])["", "+", "-", "++--", "-+-++-"])
            Assert.That(SignString.Parse(text).ToString(), Is.EqualTo(text));
        Assert.That(SignString.Parse("+−"), Is.EqualTo(SignString.Parse("+-")));
    }

    [Test]
    public void Joins_and_cuts_like_text()
    {
        var (head, tail) = (SignString.Parse("+-+"), SignString.Parse("--"));
        Assert.That(head.Then(tail).ToString(), Is.EqualTo("+-+--"));
        Assert.That(head.Then(tail).Slice(1, 4).ToString(), Is.EqualTo("-+-"));
        Assert.That(tail.BetweenPlusAndMinus().ToString(), Is.EqualTo("+---"));
        Assert.That(head.BetweenMinusAndPlus().ToString(), Is.EqualTo("-+-++"));
    }

    [TestCase("++--", 0, 2, true)]
    [TestCase("+-+-", 0, 1, false)]
    [TestCase("---", -3, 3, false)]
    [TestCase("-+", 0, 1, true)]
    [TestCase("", 0, 0, false)]
    public void Sum_excursion_and_primitivity_by_hand(string text, int sum, int excursion, bool primitive)
    {
        var signs = SignString.Parse(text);
        Assert.That(signs.Sum, Is.EqualTo(sum));
        Assert.That(signs.Excursion, Is.EqualTo(excursion));
        Assert.That(signs.IsPrimitive, Is.EqualTo(primitive));
    }

    /// <summary>Δ = 1 + x/2 from 0 along ++--: 0, 1, 5/2, 1/4, −7/8.</summary>
    [Test]
    public void Walks_through_the_states_found_by_hand()
    {
        var signs = SignString.Parse("++--");
        var exact = signs.States(new RationalAffineStep(1, new Rational(1, 2)), 0);
        Assert.That(exact.Select(x => x.ToString()), Is.EqualTo(["0", "1", "5/2", "1/4", "-7/8"]));
        Assert.That(signs.States(new AffineStep(1, 0.5), 0), Is.EqualTo([0, 1, 2.5, 0.25, -0.875]));
        Assert.That(signs.Apply(new AffineStep(1, 0.5), 0), Is.EqualTo(-0.875));
    }

    [Test]
    public void Rejects_what_is_no_string()
    {
        Assert.That(() => SignString.Parse("+0-"), Throws.ArgumentException);
        Assert.That(() => SignString.Parse(new string('+', 31)), Throws.ArgumentException);
        Assert.That(() => new SignString(4, 2), Throws.ArgumentException);
        Assert.That(() => new SignString(0, 31), Throws.ArgumentException);
    }
}
