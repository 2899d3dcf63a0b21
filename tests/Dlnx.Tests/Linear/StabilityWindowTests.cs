using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class StabilityWindowTests
{
    /// <summary>Reference numbers: claims catalogue, A/eq-24.</summary>
    [TestCase(3, 2, 1.18921, WindowCeiling.Flat)]
    [TestCase(3, 4, 1.41421, WindowCeiling.Flat)]
    [TestCase(3, 16, 1.57372, WindowCeiling.Wcr)]
    [TestCase(4, 16, 1.58173, WindowCeiling.Wcr)]
    [TestCase(12, 4, 1.68797, WindowCeiling.Wcr)]
    public void Ratio_matches_the_catalogue(int depth, int pathways, double ratio, WindowCeiling binding)
    {
        var window = new StabilityWindow(depth, pathways);
        Assert.That(window.Ratio, Is.EqualTo(ratio).Within(1e-5));
        Assert.That(window.Binding, Is.EqualTo(binding));
    }

    [Test]
    public void Counts_the_modes_whose_single_path_is_unstable()
    {
        var window = new StabilityWindow(4, 4);
        double[] sigma = [1.5, 1.3, 1.1, 0.6];
        Assert.That(new[] { 1.8, 2.25, 2.85, 3.6 }.Select(q => window.Unstable(sigma, q)), Is.EqualTo([0, 1, 2, 3]));
        Assert.That(window.Rank(sigma), Is.EqualTo(3));
    }

    [Test]
    public void Is_empty_at_depth_two() => Assert.That(new StabilityWindow(2, 8).High, Is.EqualTo(2).Within(1e-15));

    [Test]
    public void Refuses_less_than_one_pathway() =>
        Assert.That(() => new StabilityWindow(3, 0.5), Throws.InstanceOf<ArgumentException>());

    /// <summary>Counts of other draws: claims catalogue, A/rem-warmup: 0, 23 and 39 of 40.</summary>
    [TestCase(4.3384, 0, 0)]
    [TestCase(4.4491, 10, 36)]
    [TestCase(4.7333, 34, 40)]
    public void Constant_rates_above_the_return_threshold_flip_signs(double q, int least, int most)
    {
        var outcome = Trial(q).Run(new RandomStream(11));
        Assert.That(outcome.Flips, Is.InRange(least, most));
        Assert.That(outcome.Ends, Has.Count.EqualTo(40));
    }

    [Test]
    public void A_warm_up_flips_none_and_balances()
    {
        var outcome = (Trial(4.7333) with { WarmUp = 6000, Steps = 3000 }).Run(new RandomStream(11));
        Assert.That(outcome.Flips, Is.Zero);
        Assert.That(outcome.LargestDominance, Is.LessThan(0.4));
        Assert.That(outcome.MedianDominance, Is.LessThanOrEqualTo(outcome.LargestDominance));
        Assert.That(outcome.Above(0.5), Is.Zero);
        Assert.That(outcome.Squashed(0.1), Is.Zero);
    }

    [Test]
    public void The_starts_of_a_trial_have_the_given_spread()
    {
        var starts = (Trial(3) with { Draws = 1000 }).Starts(new RandomStream(5));
        var leaders = starts.Select(scales => (scales[0] / 0.4) - 1).ToArray();
        Assert.That(leaders.Average(), Is.Zero.Within(0.006));
        Assert.That(Math.Sqrt(leaders.Average(x => x * x)), Is.EqualTo(0.05).Within(0.004));
        Assert.That(starts.Average(scales => scales[3]), Is.EqualTo(0.24).Within(0.002));
    }

    private static WarmUpTrial Trial(double q) =>
        new()
        {
            Depth = 6,
            Pathways = 4,
            Leader = 0.4,
            Others = 0.24,
            Q = q,
            Steps = 6000,
        };
}
