using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

/// <summary>The onset by simulation against the linear stability of the fixed point.</summary>
public sealed class OscillationOnsetTests
{
    // s − η(s² − σ)s has the multiplier 1 − 2ησ at √σ: it leaves (−1, 1) at η = 1/σ.
    [TestCase(0.5)]
    [TestCase(3)]
    public void Two_layers_start_at_one_over_sigma(double sigma)
    {
        var onset = OscillationOnset.Find(2, sigma);
        Assert.That(onset.Measured * sigma, Is.EqualTo(1).Within(5e-4).And.LessThan(1));
        Assert.That(onset.Theory * sigma, Is.EqualTo(1).Within(1e-14));
    }

    [Test]
    public void Longer_runs_come_nearer() =>
        Assert.That(
            OscillationOnset.Find(4, 2, 80_000).Ratio,
            Is.GreaterThan(OscillationOnset.Find(4, 2, 10_000).Ratio)
        );

    [Test]
    public void Runs_too_short_to_settle_are_refused() =>
        Assert.That(
            () => OscillationOnset.Find(3, 1, 3),
            Throws.InvalidOperationException.With.Message.Contains("after 3 steps")
        );
}
