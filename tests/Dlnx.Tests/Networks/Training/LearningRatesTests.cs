using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

public sealed class LearningRatesTests
{
    private static readonly double[] Doubled = [0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12];

    [Test]
    public void A_grid_of_doubled_rates_is_exact() =>
        Assert.That(LearningRates.Geometric(0.02, 2, 9), Is.EqualTo(Doubled));

    [Test]
    public void Warm_up_is_linear_and_ends()
    {
        double[] rates = [.. Enumerable.Range(0, 6).Select(t => LearningRates.WarmedUp(1.5, t, 4))];
        double[] expected = [0.375, 0.75, 1.125, 1.5, 1.5, 1.5];
        Assert.That(rates, Is.EqualTo(expected));
        Assert.That(LearningRates.WarmedUp(1.5, 0, 0), Is.EqualTo(1.5));
        Assert.That(LearningRates.WarmedUp(1.5, 0, 1), Is.EqualTo(1.5));
    }

    [TestCase(1000, 0.1, 1000)]
    [TestCase(1000, 0.4, 1000)]
    [TestCase(1000, 0.05, 2000)]
    [TestCase(7, 0.03, 24)]
    public void Small_rates_get_more_steps(int budget, double rate, int expected) =>
        Assert.That(LearningRates.CompensatedSteps(budget, rate), Is.EqualTo(expected));

    [TestCase(new[] { 3.0, 2, 1, 4 }, 2)]
    [TestCase(new[] { 3.0, 2, 2.5, 1, 4, 0.5 }, 5)]
    [TestCase(new[] { 1.0, 1, 1, 2, 1 }, 2)]
    [TestCase(new[] { double.NaN, 2, 3 }, 1)]
    [TestCase(new[] { double.NaN }, 0)]
    public void Early_stopping_finds_the_first_reversal_after_the_minimum(double[] losses, int expected) =>
        Assert.That(LearningRates.EarlyStop(losses), Is.EqualTo(expected));

    [Test]
    public void Refuses_senseless_numbers()
    {
        Assert.That(() => LearningRates.Geometric(0, 2, 3), Throws.ArgumentException);
        Assert.That(() => LearningRates.CompensatedSteps(10, 0), Throws.ArgumentException);
        Assert.That(() => LearningRates.EarlyStop([]), Throws.ArgumentException);
    }
}
