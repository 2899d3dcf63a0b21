using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class TimeSeriesTests
{
    [Test]
    public void Differences_of_a_square_are_odd_numbers_and_then_two()
    {
        Assert.That(TimeSeries.Differences([0, 1, 4, 9, 16]), Is.EqualTo((double[])[1, 3, 5, 7]));
        Assert.That(TimeSeries.SecondDifferences([0, 1, 4, 9, 16]), Is.EqualTo((double[])[2, 2, 2]));
    }

    [Test]
    public void Period_two_alternates_and_period_three_does_not()
    {
        var two = Periodic(1, -1);
        Assert.That(TimeSeries.Autocorrelation(two, 0), Is.EqualTo(1));
        Assert.That(TimeSeries.Autocorrelation(two, 1), Is.EqualTo(-59.0 / 60).Within(1e-15));
        Assert.That(TimeSeries.Autocorrelation(two, 2), Is.EqualTo(58.0 / 60).Within(1e-15));
        var three = Periodic(2, -1, -1);
        Assert.That(TimeSeries.Autocorrelation(three, 1), Is.EqualTo(-0.5).Within(1.0 / 60));
        Assert.That(TimeSeries.Autocorrelation(three, 3), Is.EqualTo(57.0 / 60).Within(1e-15));
        Assert.That(TimeSeries.Autocorrelation([0, 0, 0], 1), Is.NaN);
    }

    [TestCase(1, 3.0)]
    [TestCase(2, 4.0)]
    [TestCase(3, 4.0)]
    public void The_largest_rise_is_found_by_hand(int window, double expected) =>
        Assert.That(TimeSeries.LargestRise([5, 4, 1, 2, 5, 3, 6], window), Is.EqualTo(expected));

    [Test]
    public void A_falling_sequence_rises_by_less_than_nothing()
    {
        Assert.That(TimeSeries.LargestRise([3, 2, 0], 1), Is.EqualTo(-1));
        Assert.That(TimeSeries.LargestRise([3, double.NaN, 0, 1], 1), Is.NaN);
    }

    [Test]
    public void Sequences_that_are_too_short_are_refused()
    {
        Assert.That(() => TimeSeries.Differences([]), Throws.ArgumentException);
        Assert.That(TimeSeries.SecondDifferences([1, 2]), Is.Empty);
        Assert.That(() => TimeSeries.LargestRise([1, 2], 2), Throws.ArgumentException);
        Assert.That(() => TimeSeries.LargestRise([1, 2], 0), Throws.ArgumentException);
        Assert.That(() => TimeSeries.Autocorrelation([1, 2], 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double[] Periodic(params double[] period) =>
        [.. Enumerable.Range(0, 60).Select(t => period[t % period.Length])];
}
