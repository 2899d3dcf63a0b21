using Dlnx.Escape;

namespace Dlnx.Tests.Escape;

public sealed class LeadingOrderTests
{
    private static readonly double[] Directions = [1, 1.3, 0.8, 1.15];

    [TestCase("tanh", 1e-4)]
    [TestCase("erf", 1e-4)]
    [TestCase("gelu", 1e-2)]
    public void First_orders_agree_with_the_exact_flow(string phi, double tolerance)
    {
        double[] scales = [.. Directions.Select(a => 0.004 * a)];
        var activation = Activations.Find(phi);
        var leading = new LeadingOrder(activation, 4, 1.7);
        var velocity = new double[4];
        new ReducedChain(activation, 4, 1.7).Velocity(scales, velocity);
        var (field, correction) = (leading.Field(scales), leading.FirstCorrection(scales));
        var self = leading.SelfInteraction(scales);
        for (var k = 0; k < 4; k++)
        {
            var remainder = velocity[k] - field[k];
            Assert.That(remainder / (correction[k] + self[k]), Is.EqualTo(1).Within(5 * tolerance));
        }
    }

    [Test]
    public void A_linear_chain_is_its_field_and_its_self_interaction()
    {
        var velocity = new double[4];
        new ReducedChain(Activations.Linear, 4, 0.3).Velocity(Directions, velocity);
        var leading = new LeadingOrder(Activations.Linear, 4, 0.3);
        var self = leading.SelfInteraction(Directions);
        double[] sum = [.. leading.Field(Directions).Zip(self, (f, s) => f + s)];
        Assert.That(velocity, Is.EqualTo(sum).Within(1e-12));
        Assert.That(leading.FirstCorrection(Directions), Is.All.Zero);
        Assert.That(leading.PairDrift(Directions, 1), Is.Zero);
        Assert.That(leading.PairDriftDegree(1), Is.Null);
    }

    [TestCase("sin", 1, 6)]
    [TestCase("sin", 3, 10)]
    [TestCase("swish", 2, 6)]
    public void Pair_drifts_scale_with_their_degree(string phi, int i, int degree)
    {
        var leading = new LeadingOrder(Activations.Find(phi), 4);
        var doubled = leading.PairDrift([.. Directions.Select(a => 2 * a)], i);
        Assert.That(leading.PairDriftDegree(i), Is.EqualTo(degree));
        Assert.That(doubled / leading.PairDrift(Directions, i), Is.EqualTo(Math.Pow(2, degree)).Within(1e-9));
    }

    [TestCase("gelu", 1.125395395196)]
    [TestCase("swish", 0.557466408466)]
    [TestCase("tanh", 0)]
    public void Ray_ratios_are_twice_the_correction_ratio_in_the_first_layer(string phi, double ratio)
    {
        var measured = RayRatios.Measure(Activations.Find(phi), 4);
        Assert.That(measured, Is.EqualTo(new[] { 2 * ratio, ratio, ratio, ratio }).Within(2e-4));
    }

    [TestCase("softplus")]
    [TestCase("relu")]
    public void Activations_without_an_expansion_are_named(string phi)
    {
        Assert.That(LeadingOrder.Exists(Activations.Find(phi)), Is.False);
        Assert.That(() => new LeadingOrder(Activations.Find(phi), 3), Throws.ArgumentException);
    }
}
