using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class PathwayInvarianceTests
{
    [Test]
    public void A_positive_target_keeps_equal_layers()
    {
        var target = TargetMatrix.SymmetricPositive(3, new RandomStream(2), 3, 2, 1);
        var start = MultiPathwayNetworks.ScaledIdentity([3, 3], 3, [0.3, 0.25]);
        var run = PathwayInvariance.Along(start, target.Matrix, 0.05, 800);
        Assert.That(run.LargestLayerGap, Is.LessThan(1e-13));
        Assert.That(run.Spread, Is.LessThan(1e-13));
        Assert.That(run.OffDiagonal, Is.LessThan(1e-12));
        Assert.That(run.Loss, Is.LessThan(1e-25));
    }

    [Test]
    public void A_shear_separates_the_layers_of_a_pathway_at_the_second_step()
    {
        var shear = Matrix.FromRows([2, 1], [0, 1]);
        var start = MultiPathwayNetworks.ScaledIdentity([3, 3], 2, [0.3, 0.3]);
        Assert.That(PathwayInvariance.Along(start.Copy(), shear, 0.05, 1).LayerGap, Is.LessThan(1e-16));
        Assert.That(PathwayInvariance.Along(start, shear, 0.05, 2).LayerGap, Is.GreaterThan(1e-4));
        var run = PathwayInvariance.Along(start, shear, 0.05, 48);
        Assert.That(run.LayerGap, Is.EqualTo(PathwayLayers.Gap(start)));
        Assert.That(run.LargestLayerGap, Is.GreaterThan(run.LayerGap));
    }

    [Test]
    public void A_run_that_blows_up_ends_with_an_infinite_or_undefined_loss()
    {
        var start = MultiPathwayNetworks.ScaledIdentity([3, 3], 2, [1, 1]);
        var run = PathwayInvariance.Along(start, Matrix.Diagonal(2, 2, [40, 1]), 5, 100);
        Assert.That(double.IsFinite(run.Loss), Is.False);
        Assert.That(double.IsFinite(run.LayerGap), Is.True);
    }

    [Test]
    public void Gap_and_spread_are_those_of_hand_made_layers()
    {
        var network = new MultiPathwayNetwork([2, 1], 2);
        Matrix.FromRows([0, 2], [3, 0]).Span.CopyTo(network.Layer(0, 0));
        Matrix.FromRows([3, 0], [0, 1]).Span.CopyTo(network.Layer(0, 1));
        Assert.That(PathwayLayers.Gap(network), Is.EqualTo(Math.Sqrt(9 + 4 + 9 + 1)).Within(1e-15));
        Assert.That(PathwayLayers.Spread(network), Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void Noise_at_a_minimum_decays_or_grows_by_the_square_of_the_multiplier()
    {
        var minimum = AlignedMinimum.Random(
            [3, 3],
            [
                [2, 0.5],
                [1, 1.5],
            ],
            new RandomStream(7)
        );
        foreach (var (etaLambda, factor) in new[] { (1.9, 0.81), (2.1, 1.21) })
        {
            var start = PerturbedMinimum.Start(minimum, 1e-9, new RandomStream(9));
            var losses = PerturbedMinimum.Losses(start, minimum.Target, etaLambda / minimum.Sharpness, 60);
            Assert.That(losses[59] / losses[58], Is.EqualTo(factor).Within(1e-3));
        }
    }
}
