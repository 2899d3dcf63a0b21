using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

public sealed class BurstEpisodeTests
{
    [Test]
    public void Finds_the_parts_of_a_burst()
    {
        // λ₁η/2 with η = 2: 20 quiet records, a growth over the limit to the peak, two more above, then below.
        double[] sharpness =
        [
            .. Enumerable.Repeat(0.8, 20),
            .. Enumerable.Repeat(1.2, 10),
            1.5,
            1.1,
            0.9,
            0.9,
            .. Enumerable.Repeat(0.8, 10),
        ];
        double[] movement = [.. Enumerable.Repeat(0.1, 20), .. Growth(10), 5, 4, 3.5, 2, .. Enumerable.Repeat(0.1, 10)];
        var expected = new BurstEpisode(Cross: 20, Peak: 30, Last: 32, QuietCount: 12, End: 32, QuietEnd: 33);
        Assert.That(Episode(sharpness, movement), Is.EqualTo(expected));
    }

    [Test]
    public void The_peak_lies_within_ninety_records()
    {
        double[] sharpness = [.. Enumerable.Repeat(1.1, 120)];
        double[] movement = [.. Growth(120)];
        var expected = new BurstEpisode(Cross: 0, Peak: 89, Last: 91, QuietCount: 3, End: 119, QuietEnd: 119);
        Assert.That(Episode(sharpness, movement), Is.EqualTo(expected));
    }

    [Test]
    public void A_short_recording_clips()
    {
        var expected = new BurstEpisode(Cross: 1, Peak: 1, Last: 1, QuietCount: 2, End: 1, QuietEnd: 1);
        Assert.That(Episode([0.9, 1.1], [1, 2]), Is.EqualTo(expected));
    }

    [Test]
    public void Below_the_limit_there_is_none()
    {
        Assert.That(Episode([0.9, 1, 0.9], [1, 2, 1]), Is.Null);
        Assert.That(Episode([], []), Is.Null);
    }

    private static IEnumerable<double> Growth(int count) => Enumerable.Range(1, count).Select(i => 0.4 * i);

    private static BurstEpisode? Episode(double[] sharpness, double[] movement) =>
        BurstEpisode.Of([.. sharpness.Zip(movement, Record)], 2);

    private static BurstRecord Record(double sharpness, double movement) =>
        new()
        {
            Loss = 0,
            Gradient = [],
            Eigenvalues = [sharpness],
            Eigenvectors = new(1, 1),
            SmallestEigenvalue = 0,
            SharpnessChange = 0,
            FourthDerivative = double.NaN,
            HalfStep = movement,
        };
}
