using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class PathwayFrameTests
{
    [Test]
    public void Layers_meet_in_the_bases_so_that_products_are_diagonal_between_U_and_V()
    {
        var stream = new RandomStream(3);
        var (left, right) = (RandomMatrices.Orthogonal(3, stream), RandomMatrices.Orthogonal(3, stream));
        var frame = PathwayFrame.Random([3, 1], left, right, stream);
        double[][] layers =
        [
            [1, 2, 3],
            [0.5, 1, 2],
            [2, 0, 1],
        ];
        var network = frame.Network((p, l) => p == 0 ? layers[l] : [4, 5, 6]);

        var first = left.Transpose() * network.PathwayProduct(0) * right;
        var second = left.Transpose() * network.PathwayProduct(1) * right;
        Assert.That((first - Matrix.Diagonal(3, 3, [1, 0, 6])).MaximumMagnitude(), Is.LessThan(1e-14));
        Assert.That((second - Matrix.Diagonal(3, 3, [4, 5, 6])).MaximumMagnitude(), Is.LessThan(1e-14));
        for (var l = 0; l < 3; l++)
        {
            var projected = frame.Project(network, 0, l);
            Assert.That((projected - Matrix.Diagonal(3, 3, layers[l])).MaximumMagnitude(), Is.LessThan(1e-14));
        }

        Assert.That(frame.OffDiagonalMagnitude(network), Is.LessThan(1e-14));
        Assert.That(frame.Depths, Is.EqualTo([3, 1]));
    }

    [Test]
    public void A_turning_first_layer_carries_U_and_V_alone()
    {
        var target = TargetMatrix.Rotated(3, new RandomStream(5), 3, 2, 1);
        var frame = PathwayFrame.TurningFirst([2, 4], target.Left, target.Right);
        var network = frame.Network((_, _) => [0.3, 0.3, 0.3]);
        var first = 0.3 * (target.Left * target.Right.Transpose());
        Assert.That((network.LayerMatrix(1, 0) - first).MaximumMagnitude(), Is.LessThan(1e-15));
        Assert.That((network.LayerMatrix(1, 3) - Matrix.ScaledIdentity(3, 0.3)).MaximumMagnitude(), Is.LessThan(1e-15));
    }

    [Test]
    public void Impossible_frames_are_refused()
    {
        var stream = new RandomStream(1);
        var square = Matrix.Identity(2);
        Assert.That(() => PathwayFrame.TurningFirst([], square, square), Throws.ArgumentException);
        Assert.That(
            () => PathwayFrame.TurningFirst([2, 0], square, square),
            Throws.ArgumentException.With.Message.Contains("2, 0")
        );
        Assert.That(
            () => PathwayFrame.Random([2], square, Matrix.Identity(3), stream),
            Throws.ArgumentException.With.Message.Contains("one size")
        );
    }
}
