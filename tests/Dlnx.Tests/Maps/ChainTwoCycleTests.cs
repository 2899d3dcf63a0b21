using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class ChainTwoCycleTests
{
    [Test]
    public void Solves_the_two_equations_of_the_cycle_to_double_double_digits(
        [Values(2, 3, 8, 16)] int depth,
        [Values(1e-6, 1e-3, 0.1, 0.2)] double delta
    )
    {
        var cycle = ChainTwoCycle.AboveOnset(depth, delta);
        Assert.That(cycle.Defect, Is.LessThan(1e-29));
        Assert.That((double)((cycle.Kappa * depth) - 2), Is.EqualTo(delta).Within(1e-14 * delta));
        Assert.That(cycle.Low.Value.High, Is.LessThan(1));
        Assert.That(cycle.High.Value.High, Is.GreaterThan(1));
    }

    [Test]
    public void Agrees_with_the_roots_in_double_precision([Values(2, 4, 9)] int depth)
    {
        var roots = TwoCycleSearch.ByRoots(new BalancedMap(depth, 2.2));
        var cycle = ChainTwoCycle.AboveOnset(depth, 0.2);
        // 2.2 − 2 is not 0.2 to the last digit.
        Assert.That((double)cycle.Low.Value, Is.EqualTo(roots.Low).Within(1e-12));
        Assert.That((double)cycle.High.Value, Is.EqualTo(roots.High).Within(1e-12));
    }

    // A/eq-65 and A/thm-E.11, 50-digit reference at δ = 10⁻⁶.
    [TestCase(3, -1.3333335, 1.99999986)]
    [TestCase(8, -1.7500001, 41.99999975)]
    public void Has_the_catalogued_coefficients(int depth, double sum, double contraction)
    {
        var cycle = ChainTwoCycle.AboveOnset(depth, 1e-6);
        Assert.That((double)(cycle.ResidualSum / cycle.MeanSquaredResidual), Is.EqualTo(sum).Within(1e-7));
        Assert.That((double)cycle.ContractionCoefficient, Is.EqualTo(contraction).Within(1e-8));
        Assert.That(Math.Abs((double)cycle.FrozenCoefficient), Is.LessThan(1e-4));
    }

    [Test]
    public void Squares_tend_to_the_normal_form([Values(3, 6)] int depth)
    {
        var cycle = ChainTwoCycle.AboveOnset(depth, 1e-8);
        var energy = (double)cycle.MeanSquaredResidual / 1e-8;
        Assert.That(energy, Is.EqualTo(CentralFlow.SquaredResidual(depth, 1)).Within(1e-7));
        Assert.That((double)cycle.MeanSquaredRatio / 1e-8, Is.EqualTo(CentralFlow.SquaredRatio(depth)).Within(1e-7));
    }

    [Test]
    public void A_distance_out_of_range_is_refused([Values(0, -0.1, 0.31, double.NaN)] double delta) =>
        Assert.That(() => ChainTwoCycle.AboveOnset(3, delta), Throws.InstanceOf<ArgumentException>());
}
