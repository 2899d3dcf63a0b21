using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class MinimumDirectionTests
{
    // Oracle: the dense Hessian at the balanced minimum, with the eigenvalue λᵢⱼ summed from its definition.
    [Test]
    public void Exact_weights_are_eigenvectors_of_the_dense_Hessian([Values(2, 3, 4)] int depth)
    {
        double[] sigma = [3, 2, 1];
        var target = TargetMatrix.Rotated(3, new RandomStream(7), sigma);
        var minimum = GlobalMinimum.Of(MinimumForm.Balanced, depth, target, 0);
        var hessian = ExplicitHessian.Of(minimum, target.Matrix);
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var direction = MinimumDirection.Pair(target, depth, i, j, LayerWeights.Exact);
                var vector = new Matrix(direction.Length, 1, direction);
                var lambda = HessianSpectrum.Lambda(depth, sigma[i], sigma[j]);
                Assert.That(((hessian * vector) - (lambda * vector)).MaximumMagnitude(), Is.LessThan(1e-12));
                Assert.That(vector.FrobeniusNorm(), Is.EqualTo(1).Within(1e-14));
            }
        }
    }

    [Test]
    public void Equal_weights_are_the_same_for_equal_indices_only()
    {
        var target = TargetMatrix.Rotated(2, new RandomStream(8), 3, 2);
        double[] Pair(int i, int j, LayerWeights weights) => MinimumDirection.Pair(target, 3, i, j, weights);
        Assert.That(Pair(1, 1, LayerWeights.Equal), Is.EqualTo(Pair(1, 1, LayerWeights.Exact)).Within(1e-15));
        Assert.That(Pair(0, 1, LayerWeights.Equal), Is.Not.EqualTo(Pair(0, 1, LayerWeights.Exact)).Within(1e-3));
    }

    [Test]
    public void Mixed_vectors_of_opposite_signs_are_orthogonal_units()
    {
        var target = TargetMatrix.Rotated(3, new RandomStream(9), 3, 2, 1);
        var plus = MinimumDirection.Mixed(target, 3, 0, 2, 1);
        var minus = MinimumDirection.Mixed(target, 3, 0, 2, -1);
        Assert.That(plus.Zip(minus, (a, b) => a * b).Sum(), Is.Zero.Within(1e-14));
        Assert.That(plus.Sum(a => a * a), Is.EqualTo(1).Within(1e-14));
    }

    [Test]
    public void A_direction_is_not_mixed_with_itself() =>
        Assert.That(
            () => MinimumDirection.Mixed(TargetMatrix.Diagonal(2, 2, 1), 3, 1, 1, 1),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    [Test]
    public void Beyond_the_rank_only_the_end_layer_of_the_known_direction_moves()
    {
        var target = TargetMatrix.Diagonal(2, 3);
        var direction = MinimumDirection.Pair(target, 3, 0, 1, LayerWeights.Exact);
        double[] expected = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.That(direction, Is.EqualTo(expected).Within(1e-15));
    }
}
