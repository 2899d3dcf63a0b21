using Dlnx.Linear;

namespace Dlnx.Tests.Linear;

public sealed class AllocationThresholdTests
{
    /// <summary>Reference numbers: claims catalogue, A/rem-5.3-share and A/rem-5.3-sharp.</summary>
    [TestCase(2, 3, 0.25, 0.2962962963)]
    [TestCase(3, 5, 0.1486508894, 0.1472540299)]
    [TestCase(3, 8, 0.0989160326, 0.0949893777)]
    public void Crossovers_match_the_catalogue(int shallow, int deep, double shares, double sharpness)
    {
        var crossover = new DepthCrossover(shallow, deep);
        Assert.That(crossover.EqualShares, Is.EqualTo(shares).Within(1e-10));
        Assert.That(crossover.EqualSharpness, Is.EqualTo(sharpness).Within(1e-10));
    }

    [Test]
    public void Depths_must_ascend()
    {
        Assert.That(() => new DepthCrossover(5, 3), Throws.ArgumentException.With.Message.Contains("shallower"));
        Assert.That(() => new DepthCrossover(1, 3), Throws.InstanceOf<ArgumentException>());
    }

    /// <summary>Reference numbers: claims catalogue, A/fig-2.</summary>
    [TestCase(2.2, 0.9239464)]
    [TestCase(2.5, 0.7924635)]
    [TestCase(2.8, 0.5822001)]
    public void Stopping_share_matches_the_catalogue(double q, double share) =>
        Assert.That(StoppingShare.At(4, 2, q), Is.EqualTo(share).Within(1e-7));

    [TestCase(3, 2)]
    [TestCase(4, 5)]
    [TestCase(64, 16)]
    public void At_the_stopping_share_the_sharpness_is_critical(int depth, int pathways)
    {
        var q = 0.3 * 2 + (0.7 * StoppingShare.Highest(depth, pathways));
        var a = StoppingShare.At(depth, pathways, q);
        double[] s = [a, .. Enumerable.Repeat((1 - a) / (pathways - 1), pathways - 1)];
        var depths = Enumerable.Repeat(depth, pathways).ToArray();
        Assert.That(PathwaySharpness.OfMode(depths, s) * q / depth, Is.EqualTo(2).Within(1e-12));
        Assert.That(StoppingShare.RelativeSharpness(depth, pathways, a), Is.EqualTo(2 / q).Within(1e-13));
    }

    [Test]
    public void At_the_top_of_the_window_it_is_the_equal_split() =>
        Assert.That(StoppingShare.At(4, 2, StoppingShare.Highest(4, 2)), Is.EqualTo(0.5).Within(1e-7));

    [TestCase(4, 2, 2.0)]
    [TestCase(4, 2, 2.83)]
    [TestCase(2, 2, 2.0)]
    [TestCase(4, 1, 2.1)]
    public void Refuses_steps_outside_the_window(int depth, int pathways, double q) =>
        Assert.That(() => StoppingShare.At(depth, pathways, q), Throws.InstanceOf<ArgumentException>());
}
