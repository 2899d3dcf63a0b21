using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class SpikedMatricesTests
{
    [Test]
    public void The_bulk_density_is_the_derivative_of_its_distribution()
    {
        var bulk = new SemicircleBulk(1.5);
        foreach (var x in new[] { -2.9, -1, 0, 0.3, 2.5 })
        {
            var slope = (bulk.Cumulative(x + 1e-5) - bulk.Cumulative(x - 1e-5)) / 2e-5;
            Assert.That(slope, Is.EqualTo(bulk.Density(x)).Within(1e-8));
        }
        Assert.That(bulk.Cumulative(-3), Is.Zero.Within(1e-15));
        Assert.That(bulk.Cumulative(4), Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void A_random_matrix_has_the_moments_of_its_ensemble()
    {
        var matrix = RandomMatrices.GaussianOrthogonal(400, 0.1, new RandomStream(1));
        double off = 0,
            diagonal = 0;
        for (var i = 0; i < 400; i++)
        {
            diagonal += matrix[i, i] * matrix[i, i] / 400;
            for (var j = 0; j < i; j++)
            {
                Assert.That(matrix[i, j], Is.EqualTo(matrix[j, i]));
                off += matrix[i, j] * matrix[i, j] / (400 * 399 / 2);
            }
        }
        // Four standard errors of a mean of squares.
        Assert.That(off, Is.EqualTo(0.01).Within(0.01 * 4 * Math.Sqrt(2.0 / 79_800)));
        Assert.That(diagonal, Is.EqualTo(0.02).Within(0.02 * 4 * Math.Sqrt(2.0 / 400)));
    }

    [Test]
    public void The_index_is_invariant_under_a_change_of_units()
    {
        var index = SemicircleBulk.FromSmallest(-2).RelativeTo([10, 6, 4]);
        Assert.That(index, Is.EqualTo(1 / Math.Sqrt(152.0 / 3)).Within(1e-15));
        Assert.That(SemicircleBulk.FromSmallest(-20).RelativeTo([100, 60, 40]), Is.EqualTo(index).Within(1e-15));
    }

    [Test]
    public void A_whole_population_has_no_noise_and_its_threshold_is_where_the_overlap_starts()
    {
        var batch = new SpikedBatch(4, 120, 2, 64) { Population = 256 };
        Assert.That((batch with { BatchSize = 256 }).Overlap, Is.EqualTo(1));
        var edge = batch with { BatchSize = batch.VisibleFrom };
        Assert.That(edge.NoisePower, Is.EqualTo(16).Within(1e-12));
        Assert.That((edge with { BatchSize = edge.BatchSize + 1e-6 }).Overlap, Is.InRange(0, 1e-6));
        Assert.That((batch with { Population = 1, BatchSize = 1 }).Overlap, Is.EqualTo(1));
    }

    [TestCase(1.0)]
    [TestCase(3.0)]
    [TestCase(9.0)]
    [TestCase(200.0)]
    public void The_exponent_is_the_logarithmic_derivative_of_the_rate(double batchSize)
    {
        var batch = new SpikedBatch(10, 100, 2, batchSize);
        var (above, below) = (
            batch with
            {
                BatchSize = batchSize * 1.0001,
            },
            batch with
            {
                BatchSize = batchSize / 1.0001,
            }
        );
        var slope = Math.Log(above.LargestRate / below.LargestRate) / (2 * Math.Log(1.0001));
        Assert.That(batch.RateExponent, Is.EqualTo(slope).Within(1e-6));
    }
}
