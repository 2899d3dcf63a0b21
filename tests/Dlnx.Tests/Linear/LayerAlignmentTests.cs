using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class LayerAlignmentTests
{
    [Test]
    public void Direction_values_are_the_diagonals_in_any_gauge()
    {
        var (network, right) = Gauged([5, 3, 2], [1, 4, 0.5], [2, 2, 7]);
        var values = LayerAlignment.DirectionValues(network, right);
        Assert.That(values.Row(0).ToArray(), Is.EqualTo(new double[] { 5, 1, 2 }).Within(1e-13));
        Assert.That(values.Row(1).ToArray(), Is.EqualTo(new double[] { 3, 4, 2 }).Within(1e-13));
        Assert.That(LayerAlignment.Gaps(network, right), Is.EqualTo(new[] { 24, 12, 48.75 }).Within(1e-12));
    }

    [Test]
    public void The_frame_of_the_target_shows_the_blocks_of_its_minimum()
    {
        var target = TargetMatrix.Rotated(3, new RandomStream(5), 8, 1);
        var layers = LayerAlignment.InTargetFrame(GlobalMinimum.Of(MinimumForm.Unbalanced, 3, target, 0.2), target);
        Matrix[] expected =
        [
            Matrix.Diagonal(3, 3, [2, 1, 0.2]),
            Matrix.Diagonal(3, 3, [2, 1, 0.2]),
            Matrix.Diagonal(3, 3, [2, 1, 0]),
        ];
        Assert.That(layers.Zip(expected, (found, e) => (found - e).MaximumMagnitude()), Is.All.LessThan(1e-14));
    }

    [Test]
    public void A_layer_that_is_zero_ends_a_direction()
    {
        var network = DeepLinearNetworks.Unbalanced(3, 2, 0.5);
        var values = LayerAlignment.DirectionValues(network, Matrix.Identity(2));
        Assert.That(values.Row(0).ToArray(), Is.EqualTo(new[] { 0.5, 0.5, 0 }));
    }

    [Test]
    public void Aligned_layers_have_no_distance_although_their_values_cross()
    {
        var (network, _) = Gauged([5, 3, 0.1], [3, 5, 0.2], [6, 7, 0]);
        Assert.That(LayerAlignment.SubspaceDistances(network, 2), Is.All.EqualTo(0).Within(1e-13));
    }

    [Test]
    public void A_rotation_between_two_layers_is_measured()
    {
        const double angle = 0.3;
        var (cosine, sine) = (Math.Cos(angle), Math.Sin(angle));
        var first = Matrix.FromRows([2, 0], [0, 1]);
        var second = Matrix.FromRows([2, 0], [0, 1]) * Matrix.FromRows([cosine, -sine], [sine, cosine]);
        var network = DeepLinearNetworks.FromLayers(first, second);
        Assert.That(LayerAlignment.SubspaceDistances(network, 1).Single(), Is.EqualTo(1 - cosine).Within(1e-14));

        // ‖R(θ) − I‖_F = 2√2 sin(θ/2).
        var full = LayerAlignment.SubspaceDistances(network, 2).Single();
        Assert.That(full, Is.EqualTo(2 * Math.Sqrt(2) * Math.Sin(angle / 2)).Within(1e-14));
    }

    [Test]
    public void Refuses_a_rank_beyond_the_width()
    {
        var network = DeepLinearNetworks.Balanced(2, 3, 1);
        Assert.That(() => LayerAlignment.SubspaceDistances(network, 4), Throws.InstanceOf<ArgumentException>());
    }

    /// <summary>Layers Q_{ℓ+1}·diag·Q_ℓᵀ with random orthogonal Q, and Q₁.</summary>
    private static (DeepLinearNetwork Network, Matrix Right) Gauged(params double[][] diagonals)
    {
        var stream = new RandomStream(7);
        var width = diagonals[0].Length;
        Matrix[] frames = [.. diagonals.Append([]).Select(_ => RandomMatrices.Orthogonal(width, stream))];
        var layers = diagonals.Select(
            (diagonal, l) => frames[l + 1] * Matrix.Diagonal(width, width, diagonal) * frames[l].Transpose()
        );
        return (DeepLinearNetworks.FromLayers([.. layers]), frames[0]);
    }
}
