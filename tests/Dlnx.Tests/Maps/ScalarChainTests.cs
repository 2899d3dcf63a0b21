using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class ScalarChainTests
{
    [Test]
    public void A_step_is_minus_eta_times_central_differences_of_the_loss() =>
        Law.Holds(
            Gen.Choose(2, 6).SelectMany(depth => Law.Real(-1.5, 1.5).ArrayOf(depth)),
            start =>
            {
                const double h = 1e-5;
                var chain = new ScalarChain(1.7, 0.1);
                double[] after = [.. start];
                chain.Step(after);
                return Enumerable
                    .Range(0, start.Length)
                    .All(i => Math.Abs((start[i] - after[i]) / 0.1 - Slope(chain, start, i, h)) <= 1e-8);
            }
        );

    [Test]
    public void A_zero_layer_moves_and_holds_the_others()
    {
        // π = 0 and π/s is the product of the others for the zero layer, 0 for the rest.
        double[] layers = [2, 0, 3];
        new ScalarChain(5, 0.1).Step(layers);
        Assert.That(layers, Is.EqualTo(new[] { 2, 0.1 * 5 * 6, 3 }).Within(1e-15));
    }

    // B/lem-7: σ²Σs⁻², least at equal layers, where it is Lσ^(2−2/L).
    [Test]
    public void Sharpness_is_least_where_the_layers_are_equal() =>
        Law.Holds(
            Gen.Choose(2, 6).SelectMany(depth => Law.Real(0.3, 3).ArrayOf(depth)),
            layers =>
                ScalarChain.SharpnessAtMinimum(layers)
                >= BalancedSharpness.AtMinimum(layers.Length, ScalarChain.Product(layers)) * (1 - 1e-13)
        );

    [Test]
    public void Sharpness_of_equal_layers_is_the_balanced_one() =>
        Assert.That(
            ScalarChain.SharpnessAtMinimum([1.2, 1.2, 1.2]),
            Is.EqualTo(BalancedSharpness.AtMinimum(3, 1.2 * 1.2 * 1.2)).Within(1e-13)
        );

    private static double Slope(ScalarChain chain, double[] at, int i, double h)
    {
        double[] up = [.. at];
        double[] down = [.. at];
        up[i] += h;
        down[i] -= h;
        return (chain.Loss(up) - chain.Loss(down)) / (2 * h);
    }
}
