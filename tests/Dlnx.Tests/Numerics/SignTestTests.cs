using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class SignTestTests
{
    // Exact sums of binomial coefficients over 2ⁿ.
    [TestCase(0, 0, 1)]
    [TestCase(3, 3, 1)]
    [TestCase(0, 1, 1)]
    [TestCase(1, 4, 12 / 32.0)]
    [TestCase(4, 1, 12 / 32.0)]
    [TestCase(0, 6, 2 / 64.0)]
    [TestCase(2, 8, 2 * (1 + 10 + 45) / 1024.0)]
    public void Agrees_with_counting(int plus, int minus, double expected) =>
        Assert.That(SignTest.TwoSided(plus, minus), Is.EqualTo(expected).Within(1e-14));

    [Test]
    public void Refuses_negative_counts() =>
        Assert.That(() => SignTest.TwoSided(-1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
