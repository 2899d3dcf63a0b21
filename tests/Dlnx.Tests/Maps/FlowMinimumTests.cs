using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class FlowMinimumTests
{
    [Test]
    public void Is_where_the_integrated_flow_ends()
    {
        double[] s = [0.2, 0.5, 0.9];
        var minimum = FlowMinimum.From(s, 2);
        new ScalarChainFlow(2).Integrate(s, 1e-3, 20_000);
        Assert.That(minimum.Layers, Is.EqualTo(s).Within(1e-10));
        Assert.That(minimum.Sharpness, Is.EqualTo(ScalarChain.SharpnessAtMinimum(s)).Within(1e-9));
    }

    // Above and below the minimum, τ of either sign.
    [Test]
    public void Adds_one_number_to_all_squares_and_meets_the_product() =>
        Law.Holds(
            from layers in Law.Real(0.05, 3).ArrayOf(4)
            from sigma in Law.Real(0.1, 20)
            select (layers, sigma),
            c =>
            {
                var minimum = FlowMinimum.From(c.layers, c.sigma);
                var shifts = minimum.Layers.Zip(c.layers, (z, s) => (z * z) - (s * s));
                var product = minimum.Layers.Aggregate(1.0, (all, z) => all * z);
                return shifts.All(shift => Math.Abs(shift - minimum.Shift) < 1e-12 * 20)
                    && Math.Abs(product - c.sigma) < 1e-12 * c.sigma;
            }
        );

    [Test]
    public void A_minimum_stays_where_it_is()
    {
        double[] s = [0.5, 1.6, 2.5];
        var minimum = FlowMinimum.From(s, 2);
        Assert.That(minimum.Shift, Is.Zero.Within(1e-14));
        Assert.That(minimum.Layers, Is.EqualTo(s).Within(1e-14));
    }

    // A layer at 0 leaves it; x̂ = 2 and ŷ² = 5 solve xy² = 10, y² − x² = 1 (B/lem-5).
    [Test]
    public void One_layer_may_start_at_zero() =>
        Assert.That(FlowMinimum.From([1, 1, 0], 10).Sharpness, Is.EqualTo(65).Within(1e-12));

    [Test]
    public void Refuses_starts_that_may_stay_at_a_saddle()
    {
        Assert.That(
            () => FlowMinimum.From([0, 0, 1], 1),
            Throws.ArgumentException.With.Message.Contains("at most one")
        );
        Assert.That(() => FlowMinimum.From([-1, 1], 1), Throws.ArgumentException);
        Assert.That(() => FlowMinimum.From([], 1), Throws.ArgumentException);
    }
}
