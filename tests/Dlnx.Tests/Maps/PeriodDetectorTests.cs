using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class PeriodDetectorTests
{
    [Test]
    public void Finds_the_smallest_period_of_a_repeated_pattern() =>
        Law.Holds(
            from exponent in Gen.Choose(0, 4)
            from scale in Gen.Elements(1e-3, 1.0, 1e6)
            from length in Gen.Choose(64, 200)
            select (period: 1 << exponent, scale, length),
            // A ramp of distinct values repeats after its full length and not before.
            c => PeriodDetector.Period(Sequence(c.length, t => c.scale * (t % c.period + 1))) == c.period
        );

    [Test]
    public void Forgets_everything_before_the_last_64_values()
    {
        var settled = Sequence(128, t => t < 64 ? double.NaN : 1);
        Assert.That(PeriodDetector.Period(settled), Is.EqualTo(1));
    }

    [Test]
    public void Other_periods_are_none([Values(3, 5, 6, 7, 12, 15, 32)] int period) =>
        Assert.That(PeriodDetector.Period(Sequence(64, t => t % period)), Is.EqualTo(PeriodDetector.None));

    [Test]
    public void The_tolerance_is_one_millionth_of_the_largest_value_at_least_one([Values(0.01, 1, 1000)] double size)
    {
        var tolerance = 1e-6 * Math.Max(1, size);
        double[] below = Sequence(64, t => size - (t % 2 == 0 ? 0 : 0.999 * tolerance));
        double[] above = Sequence(64, t => size - (t % 2 == 0 ? 0 : 1.001 * tolerance));
        Assert.That(PeriodDetector.Period(below), Is.EqualTo(1));
        Assert.That(PeriodDetector.Period(above), Is.EqualTo(2));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void One_value_that_is_not_finite_decides(double value)
    {
        var sequence = Sequence(64, _ => 1);
        sequence[0] = value;
        Assert.That(PeriodDetector.Period(sequence), Is.EqualTo(PeriodDetector.NotFinite));
    }

    [Test]
    public void Refuses_fewer_than_64_values() =>
        Assert.That(() => PeriodDetector.Period(new double[63]), Throws.ArgumentException);

    private static double[] Sequence(int length, Func<int, double> value) =>
        [.. Enumerable.Range(0, length).Select(value)];
}
