using Dlnx.Flatness;

namespace Dlnx.Tests.Flatness;

public sealed class GridLawTests
{
    [Test]
    public void Agrees_with_the_law_it_was_made_from()
    {
        var normal = StandardLaw.Normal(0.3, 0.5);
        var law = GridLaw.Of(normal, new TransferGrid(-4, 5, 9000));
        foreach (var p in new[] { 0.001, 0.2, 0.5, 0.9 })
            Assert.That(law.Quantile(p), Is.EqualTo(normal.Quantile(p)).Within(1e-5));
        Assert.That(law.Mode, Is.EqualTo(0.3).Within(1e-6));
        Assert.That(law.Mean, Is.EqualTo(0.3).Within(1e-10));
        Assert.That(law.Total, Is.EqualTo(1).Within(1e-14));
    }

    [Test]
    public void Quantiles_outside_the_grid_are_its_ends()
    {
        var law = new GridLaw(new TransferGrid(0, 1, 2), [0.25, 0.25, 0.25, 0.25]);
        Assert.That(law.Quantile(0.1), Is.EqualTo(0));
        Assert.That(law.Quantile(0.9), Is.EqualTo(1));
        Assert.That(law.Outside, Is.EqualTo(0.5));
        Assert.That(law.Cumulative(-1), Is.EqualTo(0.25));
        Assert.That(law.Cumulative(0.25), Is.EqualTo(0.375));
    }

    [Test]
    public void Empty_cells_do_not_disturb_quantiles()
    {
        var law = new GridLaw(new TransferGrid(0, 1, 4), [0, 0.5, 0, 0, 0.5, 0]);
        Assert.That(law.Quantile(0.5), Is.InRange(0.25, 0.75));
        Assert.That(law.Quantile(0.75), Is.EqualTo(0.875));
    }

    [TestCase(new double[] { 0, 1, 2, 1, 0 }, 1)]
    [TestCase(new double[] { 0, 2, 2, 1, 3, 0 }, 2)]
    [TestCase(new double[] { 3, 1, 2, 4 }, 0)]
    [TestCase(new double[] { 0, 1e-7, 0 }, 0)]
    [TestCase(new double[] { 0, 1, 1, 1, 2, 2, 0 }, 1)]
    [TestCase(new double[] { 0, 1, 1 - 1e-15, 1, 0 }, 1)]
    public void Peaks_are_counted_once_and_never_at_an_end(double[] values, int peaks) =>
        Assert.That(Peak.Count(values, DensityShape.Floor), Is.EqualTo(peaks));

    [Test]
    public void A_parabola_is_refined_exactly()
    {
        double[] values = [.. Enumerable.Range(0, 5).Select(i => 3 - Math.Pow((0.5 * i) - 0.9, 2))];
        Assert.That(Peak.Refine(0, 0.5, values), Is.EqualTo(0.9).Within(1e-14));
    }

    [Test]
    public void Between_samples_a_density_is_linear()
    {
        var density = new SampledDensity(1, 0.5, [0, 2, 1]);
        Assert.That(density.At(1.25), Is.EqualTo(1));
        Assert.That(density.At(1.75), Is.EqualTo(1.5));
        Assert.That(density.At(9), Is.EqualTo(1));
    }

    [Test]
    public void Smoothing_adds_variances()
    {
        var density = SampledDensity.Of(StandardLaw.Normal(0, 0.3).Density, -5, 5, 2001);
        var wider = StandardLaw.Normal(0, 0.5);
        Assert.That(
            density.Smoothed(0.4).Values,
            Is.EqualTo(density.Points.Select(wider.Density).ToArray()).Within(1e-8)
        );
    }
}
