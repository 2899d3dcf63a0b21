using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class RandomSharesTests
{
    [Test]
    public void Shares_have_the_moments_of_the_Dirichlet_distribution([Values(0.1, 0.7, 1, 10)] double concentration)
    {
        // Mean 1/n and variance (1/n)(1 − 1/n)/(na + 1); a square has a standard deviation of at most 1.
        const int Draws = 20_000;
        const int Count = 3;
        var stream = new RandomStream(31);
        var first = Enumerable
            .Range(0, Draws)
            .Select(_ => RandomShares.Dirichlet(Count, concentration, stream)[0])
            .ToArray();
        var mean = 1.0 / Count;
        var variance = mean * (1 - mean) / ((Count * concentration) + 1);
        Assert.That(first.Average(), Is.EqualTo(mean).Within(5 * Math.Sqrt(variance / Draws)));
        Assert.That(first.Average(x => (x - mean) * (x - mean)), Is.EqualTo(variance).Within(5 / Math.Sqrt(Draws)));
    }

    [Test]
    public void Shares_are_non_negative_and_add_up_to_one([Values(1e-6, 0.1, 1, 1e6)] double concentration)
    {
        var shares = RandomShares.Dirichlet(8, concentration, new RandomStream(5));
        Assert.That(shares, Is.All.GreaterThanOrEqualTo(0.0));
        Assert.That(shares.Sum(), Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void A_uniform_pair_is_uniform()
    {
        // Kolmogorov–Smirnov at concentration 1, where the first of two shares is uniform on [0, 1].
        const int Draws = 5000;
        var stream = new RandomStream(8);
        var sorted = Enumerable.Range(0, Draws).Select(_ => RandomShares.Dirichlet(2, 1, stream)[0]).Order().ToArray();
        var gap = sorted.Select((x, i) => Math.Abs(x - ((i + 0.5) / Draws))).Max();
        Assert.That(gap, Is.LessThan(2 / Math.Sqrt(Draws)));
    }

    [Test]
    public void Impossible_draws_are_refused()
    {
        Assert.That(() => RandomShares.Dirichlet(0, 1, new RandomStream(1)), Throws.InstanceOf<ArgumentException>());
        Assert.That(
            () => RandomShares.Dirichlet(2, 0, new RandomStream(1)),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("positive")
        );
    }
}
