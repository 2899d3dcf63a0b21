using Dlnx.Numerics;
using NUnit.Framework;

namespace Dlnx.Tests.Numerics;

public sealed class ExponentialMinusOneTests
{
    /// <summary>Reference numbers: 40-digit decimal arithmetic.</summary>
    [TestCase(1e-9, 1.0000000005000000001666666667e-9)]
    [TestCase(-0.003, -0.0029955044966270239880)]
    [TestCase(0.05, 0.051271096376024039698)]
    [TestCase(-0.3, -0.25918177931828213393)]
    [TestCase(2, 6.3890560989306502272)]
    [TestCase(-1e5, -1)]
    public void Matches_forty_digits(double x, double value) =>
        Assert.That(ExponentialMinusOne.At(x), Is.EqualTo(value).Within(3e-16 * Math.Abs(value)));
}
