using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class TransverseStabilityTests
{
    [Test]
    public void Has_one_neutral_rotation_per_pair_of_layers([Values(2, 3, 4, 5)] int depth)
    {
        var at = TransverseStability.At(depth, 10, 9, 2.1);
        Assert.That(at.GaugeCount, Is.EqualTo(depth - 1));
        Assert.That(at.Multipliers, Has.Length.EqualTo(2 * depth));
        Assert.That(at.Transverse, Has.Length.EqualTo(depth + 1));
    }

    // The transverse multipliers and L − 1 ones are all multipliers: both traces agree.
    [Test]
    public void The_rest_completes_the_rotations([Values(2, 3, 5)] int depth)
    {
        var at = TransverseStability.At(depth, 10, 8, 2.2);
        var all = at.Multipliers.Aggregate((a, b) => a + b);
        var rest = at.Transverse.Aggregate((a, b) => a + b);
        Assert.That((all - rest - (depth - 1)).Magnitude, Is.LessThan(1e-10));
    }

    // Oracle: two actual gradient steps of a network with a small off-diagonal entry, by central differences.
    [Test]
    public void The_largest_multiplier_is_that_of_two_gradient_steps()
    {
        const double k = 2.3;
        var target = Matrix.Diagonal(2, 2, [10, 9]);
        var orbit = TwoPeriodOrbit.At(3, k, 10);
        var jacobian = new Matrix(6, 6);
        for (var column = 0; column < 6; column++)
        {
            var up = AfterTwoSteps(target, orbit, column, 1e-6);
            var down = AfterTwoSteps(target, orbit, column, -1e-6);
            for (var row = 0; row < 6; row++)
            {
                jacobian[row, column] = (up[row] - down[row]) / 2e-6;
            }
        }

        Assert.That(
            Factorizations.Eigenvalues(jacobian)[0].Magnitude,
            Is.EqualTo(TransverseStability.At(3, 10, 9, k).LargestModulus).Within(1e-6)
        );
    }

    // B/bt-transverse: thresholds to the printed digits; two layers lose stability at 2S₁/λ₁₂ = 4σ₁/(σ₁ + σ₂).
    [TestCase(2, 9, 40.0 / 19)]
    [TestCase(2, 8, 40.0 / 18)]
    [TestCase(3, 9, 2.149353)]
    [TestCase(4, 8, 2.379065)]
    public void Has_the_catalogued_thresholds(int depth, double second, double expected) =>
        Assert.That(TransverseStability.Threshold(depth, 10, second), Is.EqualTo(expected).Within(1e-6));

    [Test]
    public void A_distant_second_value_does_no_harm_up_to_the_largest_step() =>
        Assert.That(TransverseStability.Threshold(3, 10, 1), Is.Null);

    [TestCase(10)]
    [TestCase(0)]
    public void Refuses_a_second_value_that_is_not_below_the_first(double second) =>
        Assert.That(() => TransverseStability.At(3, 10, second, 2.1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static double[] AfterTwoSteps(Matrix target, TwoPeriodOrbit orbit, int entry, double shift)
    {
        var layer = Matrix.Diagonal(2, 2, [orbit.Rho1, Math.Cbrt(9)]);
        var network = DeepLinearNetworks.FromLayers(layer, layer, layer);
        network.Parameters[(4 * (entry / 2)) + 1 + (entry % 2)] = shift;
        network.Step(target, 2 / orbit.TwoOverEta);
        network.Step(target, 2 / orbit.TwoOverEta);
        var after = network.Parameters.ToArray();
        return [after[1], after[2], after[5], after[6], after[9], after[10]];
    }
}
