using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Tests.Flatness;

public sealed class DisjointSumTests
{
    [Test]
    public void Entries_of_a_block_share_its_constant() =>
        Laws.Hold(
            Gen.Choose(1, 1000),
            seed =>
            {
                var sum = Draw(seed);
                var constants = sum.BlockConstants();
                var scale =
                    1 + Enumerable.Range(0, sum.Theta.Length).Max(i => Math.Abs(sum.Weight(sum.Leading.Value, i)));
                return sum.Leading.RelativeGap < 1e-6
                    || sum.EntryConstants().Select((c, i) => Math.Abs(c - constants[sum.BlockOf(i)])).Max()
                        <= 1e-12 * scale;
            }
        );

    [Test]
    public void The_secular_matrix_has_the_eigenvalue_one()
    {
        var sum = new DisjointSum(
            [
                [0.5, 1.6, 1.1],
                [0.4, 0.9, 0.7],
            ],
            new LossSlopes(1.1, 1)
        );
        var values = Factorizations.Eigenvalues(sum.Secular(sum.Leading.Value));
        Assert.That(values.Min(value => (value - 1).Magnitude), Is.LessThan(1e-12));
    }

    [Test]
    public void One_block_agrees_with_the_single_product()
    {
        double[] theta = [0.7, -1.3, 0.4];
        var slopes = new LossSlopes(0.3, 0.9);
        var (sum, point) = (new DisjointSum([theta], slopes), new ProductPoint(theta, slopes));
        Assert.That(sum.BlockConstants(), Is.EqualTo(new[] { point.Constant() }).Within(1e-13));
        Assert.That(sum.PredictedRatio(2, 1), Is.EqualTo(point.AlignmentRatio).Within(1e-12));
    }

    [Test]
    public void The_residual_bounds_the_angle_to_the_block() =>
        Laws.Hold(
            Gen.Choose(1, 1000),
            seed =>
            {
                var sum = Draw(seed);
                var compared = sum.Compare(0);
                return compared.Sine <= compared.Bound + 1e-12 && compared.Residual <= compared.Perturbation + 1e-12;
            }
        );

    [Test]
    public void Uncoupled_blocks_leave_the_eigenvector_alone()
    {
        var compared = new BlockPerturbation(Matrix.Diagonal(3, 3, [3, 1, 2]), [0, 1]);
        Assert.That(new[] { compared.Sine, compared.Residual, compared.WeightOutside }, Is.All.LessThan(1e-15));
        Assert.That(new[] { compared.Gap, compared.GapInside, compared.GapOfBlocks }, Is.EqualTo(new[] { 1.0, 2, 1 }));
        Assert.That(compared.Perturbation, Is.EqualTo(2));
        Assert.That(() => new BlockPerturbation(Matrix.Identity(2), [0, 1]), Throws.ArgumentException);
    }

    private static DisjointSum Draw(int seed)
    {
        var stream = new RandomStream((ulong)seed);
        var blocks = Enumerable
            .Range(0, stream.NextInt32(2, 5))
            .Select(_ => RandomTheta.Draw(stream, stream.NextInt32(2, 4)));
        return new([.. blocks], new LossSlopes(stream.NextNormal(), stream.NextUniform(0.05, 2)));
    }
}
