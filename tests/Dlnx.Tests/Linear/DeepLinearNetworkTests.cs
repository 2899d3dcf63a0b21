using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class DeepLinearNetworkTests
{
    [Test]
    public void Product_equals_multiplying_the_layers_one_by_one() =>
        Laws.Hold(
            RandomProblem.Small,
            problem =>
            {
                var network = problem.Network();
                var expected = network.LayerMatrix(0);
                for (var index = 1; index < problem.Depth; index++)
                {
                    expected = network.LayerMatrix(index) * expected;
                }

                return network.Product().Span.SequenceEqual(expected.Span);
            }
        );

    [Test]
    public void Loss_is_half_the_squared_distance() =>
        Laws.Hold(
            RandomProblem.Small,
            problem =>
            {
                var network = problem.Network();
                var distance = (network.Product() - problem.Target()).FrobeniusNorm();
                return Math.Abs(network.Loss(problem.Target()) - (0.5 * distance * distance))
                    <= 1e-13 * (1 + distance * distance);
            }
        );

    [Test]
    public void Parameters_hold_the_first_layer_first_and_each_row_after_row()
    {
        var network = DeepLinearNetworks.FromLayers(Matrix.FromRows([1, 2], [3, 4]), Matrix.FromRows([5, 6], [7, 8]));
        Assert.That(network.Parameters.ToArray(), Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6, 7, 8 }));
        Assert.That(network.Product().Span.ToArray(), Is.EqualTo(new double[] { 23, 34, 31, 46 }));
    }

    [Test]
    public void Balanced_start_has_the_same_multiple_of_the_identity_everywhere()
    {
        var network = DeepLinearNetworks.Balanced(3, 2, 0.5);
        Assert.That(network.Parameters.ToArray(), Is.EqualTo(new[] { 0.5, 0, 0, 0.5, 0.5, 0, 0, 0.5, 0.5, 0, 0, 0.5 }));
    }

    [Test]
    public void Unbalanced_start_differs_in_a_zero_last_layer()
    {
        var network = DeepLinearNetworks.Unbalanced(3, 2, 0.5);
        Assert.That(network.Parameters.ToArray(), Is.EqualTo(new[] { 0.5, 0, 0, 0.5, 0.5, 0, 0, 0.5, 0, 0, 0, 0 }));
    }

    [Test]
    public void Orthogonal_start_has_layers_of_equal_singular_values()
    {
        var network = DeepLinearNetworks.Orthogonal(3, 4, 0.3, new RandomStream(1));
        for (var index = 0; index < 3; index++)
        {
            var layer = network.LayerMatrix(index);
            Assert.That(
                (layer * layer.Transpose() - Matrix.ScaledIdentity(4, 0.09)).FrobeniusNorm(),
                Is.LessThan(1e-15)
            );
        }

        Assert.That(network.EndToEndSingularValues(), Is.All.EqualTo(0.027).Within(1e-15));
    }

    [Test]
    public void Projected_singular_values_follow_their_direction_when_sorted_ones_swap()
    {
        var target = TargetMatrix.Rotated(4, new RandomStream(2), 3, 2);
        var crossed = TargetMatrix.FromFactors(target.Left, target.Right, [1, 2]);
        var network = GlobalMinimum.Of(MinimumForm.Unbalanced, 3, crossed, 0.1);
        Assert.That(
            network.ProjectedSingularValues(target.Left, target.Right),
            Is.EqualTo(new double[] { 1, 2, 0, 0 }).Within(1e-14)
        );
        Assert.That(network.EndToEndSingularValues(), Is.EqualTo(new double[] { 2, 1, 0, 0 }).Within(1e-14));
    }

    [Test]
    public void Projected_layers_of_a_minimum_are_the_roots_of_the_singular_values()
    {
        var target = TargetMatrix.Rotated(3, new RandomStream(3), 8, 1);
        var network = GlobalMinimum.Of(MinimumForm.Unbalanced, 3, target, 0.1);
        var first = network.ProjectedLayer(0, target.Right, target.Right) - Matrix.Diagonal(3, 3, [2, 1, 0.1]);
        var last = network.ProjectedLayer(2, target.Left, target.Right) - Matrix.Diagonal(3, 3, [2, 1]);
        Assert.That(first.FrobeniusNorm() + last.FrobeniusNorm(), Is.LessThan(1e-14));
    }

    [Test]
    public void A_copy_moves_on_its_own()
    {
        var network = DeepLinearNetworks.Balanced(2, 2, 1);
        var copy = network.Copy();
        copy.Step(Matrix.Identity(2), 0.1);
        copy.Layer(0)[0] = 9;
        Assert.That(
            network.Parameters.ToArray(),
            Is.EqualTo(DeepLinearNetworks.Balanced(2, 2, 1).Parameters.ToArray())
        );
    }

    [Test]
    public void Misfits_are_refused_in_words()
    {
        var network = new DeepLinearNetwork(2, 3);
        Assert.That(() => new DeepLinearNetwork(0, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new DeepLinearNetwork(2, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => network.Layer(2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => network.Loss(new Matrix(2, 3)), Throws.ArgumentException.With.Message.Contains("3 × 3"));
        Assert.That(
            () => network.Gradient(new Matrix(3, 3), new double[17]),
            Throws.ArgumentException.With.Message.Contains("18 parameters; 17")
        );
        Assert.That(
            () => DeepLinearNetworks.FromLayers(new Matrix(2, 2), new Matrix(2, 3)),
            Throws.ArgumentException.With.Message.Contains("layer 1")
        );
        Assert.That(() => DeepLinearNetworks.FromLayers(), Throws.ArgumentException);
    }
}
