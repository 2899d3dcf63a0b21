using Dlnx.Flatness;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class FirstPassageTests
{
    [TestCase("-", "|")]
    [TestCase("-+-", "|+-")]
    [TestCase("+---+", "+-|-+")]
    [TestCase("--+-", "||+-")]
    public void Cuts_where_the_sum_first_reaches_a_new_low(string text, string pieces)
    {
        var found = FirstPassage.Of(SignString.Parse(text));
        Assert.That(string.Join('|', found.Pieces), Is.EqualTo(pieces));
        Assert.That(found.Depth, Is.EqualTo(-found.Whole.Sum));
    }

    [Test]
    public void Needs_a_negative_sum() =>
        Assert.That(() => FirstPassage.Of(SignString.Parse("+-")), Throws.ArgumentException);
}
