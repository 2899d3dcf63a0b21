using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class StartBoundTests
{
    /// <summary>Reference numbers: claims catalogue, B/alpha-prime (k = 2.4) and its check 3 (k = 2.1).</summary>
    [TestCase(2, 2.4, 1, 0.412795)]
    [TestCase(3, 2.4, 1, 0.309072)]
    [TestCase(4, 2.4, 1, 0.256316)]
    [TestCase(6, 2.4, 1, 0.200408)]
    [TestCase(3, 2.1, 1, 0.358639)]
    [TestCase(3, 2.1, 10, 0.772663)]
    [TestCase(3, 2.1, 100, 1.664653)]
    public void Matches_the_catalogue(int depth, double k, double sigma, double expected) =>
        Assert.That(StartBound.OfLemmaTwo(depth, k, sigma), Is.EqualTo(expected).Within(1e-6));

    [TestCase(2.8284271247461907)]
    [TestCase(3)]
    public void Is_not_real_from_two_root_two_on(double k) => Assert.That(StartBound.OfLemmaTwo(3, k, 1), Is.Null);
}
