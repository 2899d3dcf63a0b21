using Dlnx.Flatness;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class SignStringsTests
{
    [TestCase(0, 1)]
    [TestCase(1, 0)]
    [TestCase(6, 20)]
    [TestCase(10, 252)]
    public void Zero_sum_strings_are_counted_by_the_central_binomial(int length, int count) =>
        Assert.That(SignStrings.ZeroSum(length).Count(), Is.EqualTo(count));

    /// <summary>2·Cat(n − 1).</summary>
    [TestCase(1, 2)]
    [TestCase(2, 2)]
    [TestCase(3, 4)]
    [TestCase(4, 10)]
    [TestCase(5, 28)]
    public void Primitive_strings_are_counted_by_Catalan_numbers(int half, int count) =>
        Assert.That(SignStrings.CountPrimitive(half), Is.EqualTo(count));

    [Test]
    public void Add_and_Overset_generate_every_zero_sum_string()
    {
        var made = SignStrings.Generated(5);
        for (var n = 0; n <= 5; n++)
            Assert.That(made[n], Is.EquivalentTo(SignStrings.ZeroSum(2 * n)));
    }

    [Test]
    public void Probability_of_a_zero_sum_agrees_with_counting()
    {
        for (var t = 0; t <= 12; t++)
        {
            var counted = SignStrings.All(t).Count(s => s.IsZeroSum) / Math.Pow(2, t);
            Assert.That(SignStrings.ZeroSumProbability(t), Is.EqualTo(counted));
            var below = SignStrings.All(t).Count(s => s.Sum <= 0) / Math.Pow(2, t);
            Assert.That(SignStrings.NonPositiveProbability(t), Is.EqualTo(below));
        }
    }

    [Test]
    public void Rejects_sizes_out_of_range()
    {
        Assert.That(() => SignStrings.CountPrimitive(0), Throws.ArgumentException);
        Assert.That(() => SignStrings.CountPrimitive(13), Throws.ArgumentException);
        Assert.That(() => SignStrings.Generated(9), Throws.ArgumentException);
    }
}
