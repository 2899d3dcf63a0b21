using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class StartGrowthTests
{
    /// <summary>Reference numbers: claims catalogue, B/lem-5.</summary>
    [TestCase(3, 0.352755789, 22.6786)]
    [TestCase(4, 0.5625, 45.2548)]
    [TestCase(5, 0.844485063, 75.7858)]
    [TestCase(6, 1.187483296, 114.2929)]
    [TestCase(7, 1.583433445, 160.7857)]
    [TestCase(8, 2.025653348, 215.2695)]
    public void Matches_the_catalogue(int depth, double tight, double crude)
    {
        Assert.That(StartGrowth.Tight(depth), Is.EqualTo(tight).Within(1e-9));
        Assert.That(StartGrowth.Crude(depth), Is.EqualTo(crude).Within(1e-4));
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(20)]
    public void Is_the_largest_growth_on_a_grid(int depth)
    {
        var largest = Enumerable.Range(1, 25_000).Max(i => UnbalancedMinimum.From(depth, 3, i * 2e-4).Growth);
        Assert.That(largest, Is.EqualTo(StartGrowth.PeakGrowth(depth, 3)).Within(1e-6 * largest));
    }

    [Test]
    public void Peaks_where_the_last_layer_is_the_stated_share_of_the_start([Values(3, 4, 9)] int depth)
    {
        var peak = StartGrowth.Peak(depth, 7);
        var ratio = UnbalancedMinimum.From(depth, 7, peak).X / peak;
        Assert.That(ratio, Is.EqualTo(1 / Math.Sqrt(depth * (depth - 2))).Within(1e-12));
    }

    [Test]
    public void Depth_two_peaks_at_the_start() => Assert.That(StartGrowth.Peak(2, 7), Is.Zero);

    /// <summary>Reference number: claims catalogue, B/fig-22 (σ = 10, L = 3, α = 1).</summary>
    [Test]
    public void The_crude_bound_matches_the_catalogue() =>
        Assert.That(StartGrowth.Bound(3, 10, 1, StartGrowth.Crude(3)), Is.EqualTo(109.404162627).Within(1e-9));
}
