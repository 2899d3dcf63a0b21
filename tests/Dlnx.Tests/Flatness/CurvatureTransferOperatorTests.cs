using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class CurvatureTransferOperatorTests
{
    private static readonly SigmoidStep Gentle = new(0.05, 0.2, 2, 0);
    private static readonly SigmoidStep Steep = new(0.1, 0.6, 12, 0.5);
    private static readonly StandardLaw Start = StandardLaw.Normal(0.5, 0.15);

    [Test]
    public void Conserves_mass_for_steps_of_any_slope([Range(0, 9)] int seed)
    {
        var law = RandomStepLaws.Draw(new RandomStream((ulong)seed), 1000);
        // The grid is too small on purpose: what leaves it is kept in the outer cells.
        var after = new CurvatureTransferOperator(law, new TransferGrid(-3, 4, 1000)).Evolve(Start, 100);
        Assert.That(after.Total, Is.EqualTo(1).Within(1e-12));
        Assert.That(after.Masses.ToArray(), Is.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void Moves_the_mass_of_a_cell_by_whole_cells()
    {
        // Δ = two cells: half of everything goes two to the right, half two to the left.
        var grid = new TransferGrid(0, 8, 8);
        var step = new CurvatureTransferOperator(new AffineStep(2, 0), grid);
        var next = new double[step.Size];
        step.Advance([0, 0, 0, 0, 1, 0, 0, 0, 0, 0], next);
        Assert.That(next, Is.EqualTo(new[] { 0, 0, 0.5, 0, 0, 0, 0.5, 0, 0, 0 }).Within(1e-15));
        step.Advance([0.25, 0.5, 0, 0, 0, 0, 0, 0, 0.25, 0], next);
        Assert.That(next, Is.EqualTo(new[] { 0.5, 0, 0, 0.25, 0, 0, 0.125, 0, 0, 0.125 }).Within(1e-15));
    }

    [Test]
    public void Converges_to_the_law_by_preimages_with_second_order()
    {
        var exact = new CurvatureLaw(Gentle, Start, 6);
        var places = Enumerable.Range(1, 9).Select(i => exact.Quantile(0.1 * i)).ToArray();
        double Error(int cells)
        {
            var pushed = new CurvatureTransferOperator(Gentle, new TransferGrid(-2, 4, cells)).Evolve(Start, 6);
            return places.Max(y => Math.Abs(pushed.Cumulative(y) - exact.Cumulative(y)));
        }
        Assert.That(Error(4000) / Error(1000), Is.EqualTo(1.0 / 16).Within(0.03));
    }

    [Test]
    public void The_error_estimate_bounds_the_error([Range(0, 9)] int seed)
    {
        var stream = new RandomStream((ulong)seed);
        var law = RandomStepLaws.DrawLipschitz(stream, 1000, 0.9);
        var start = LocationScaleLaw.Gumbel(0, stream.NextUniform(0.1, 1));
        var exact = new CurvatureLaw(law, start, 4);
        var pushed = RefinedCurvature.Evolve(law, start, 4, TransferGrid.Covering(law, start, 4, 4000));
        for (var p = 0.02; p < 1; p += 0.06)
        {
            var y = exact.Quantile(p);
            Assert.That(pushed.Law.Cumulative(y), Is.EqualTo(p).Within(pushed.CumulativeError));
            Assert.That(pushed.Law.Quantile(p), Is.EqualTo(y).Within(pushed.QuantileError(p)));
        }
    }

    [Test]
    public void Agrees_with_enumeration_where_the_step_is_steep()
    {
        var nodes = Enumerable.Range(0, 2000).Select(i => Start.Quantile((i + 0.5) / 2000));
        double[] ends = [.. nodes.SelectMany(x => PathEnumeration.Endpoints(Steep, x, 4)).Order()];
        var pushed = new CurvatureTransferOperator(Steep, new TransferGrid(-3, 5, 40_000)).Evolve(Start, 4);
        // Each of the 16 strings has a handful of monotone pieces, each with an error of half a node.
        for (var i = 100; i < ends.Length; i += 500)
            Assert.That(pushed.Cumulative(ends[i]), Is.EqualTo((i + 0.5) / ends.Length).Within(2e-3));
    }

    [Test]
    public void Agrees_with_sampled_paths()
    {
        var ends = SampledCurvature.Endpoints(Steep, Start, 5, 20_000, new RandomStream(7));
        var pushed = new CurvatureTransferOperator(Steep, new TransferGrid(-3, 5, 8000)).Evolve(Start, 5);
        Assert.That(SampledCurvature.Distance(ends, pushed.Cumulative), Is.LessThan(2.5 / Math.Sqrt(20_000)));
    }

    [Test]
    public void Keeps_the_mean()
    {
        var pushed = new CurvatureTransferOperator(Gentle, new TransferGrid(-6, 8, 20_000)).Evolve(Start, 20);
        Assert.That(pushed.Mean, Is.EqualTo(0.5).Within(1e-9));
    }

    [Test]
    public void Rejects_wrong_lengths_and_odd_grids()
    {
        var step = new CurvatureTransferOperator(Gentle, new TransferGrid(0, 1, 4));
        Assert.That(() => step.Advance(new double[4], new double[6]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new TransferGrid(1, 0, 4), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new TransferGrid(0, 1, 5), Throws.InstanceOf<ArgumentException>());
        Assert.That(
            () => new GridLaw(new TransferGrid(0, 1, 4), new double[5]),
            Throws.InstanceOf<ArgumentException>()
        );
    }
}
