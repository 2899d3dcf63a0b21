using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class OffDiagonalSeedTests
{
    /// <summary>The entries are those of the claims catalogue, B/fig-5, check 4.</summary>
    [Test]
    public void The_seed_has_the_catalogue_entries_in_the_frame_of_the_target()
    {
        var target = TargetMatrix.Rotated(5, new RandomStream(1), 10, 9, 6);
        var network = new DeepLinearNetwork(3, 5);
        OffDiagonalSeed.Add(network, target, 1e-9);
        for (var layer = 0; layer < 3; layer++)
        {
            var left = layer == 2 ? target.Left : target.Right;
            var seen = network.ProjectedLayer(layer, left, target.Right);
            var expected = new Matrix(5, 5);
            (expected[0, 1], expected[0, 2], expected[1, 2]) = (1, 0.3, 0.2);
            (expected[1, 0], expected[2, 0], expected[2, 1]) = (0.5 * (layer + 1), 0.1, 0.4);
            Assert.That(((1e9 * seen) - expected).MaximumMagnitude(), Is.LessThan(1e-13));
        }
    }
}
