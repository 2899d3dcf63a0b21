using Dlnx.Flatness;

namespace Dlnx.Tests.Flatness;

public sealed class CurvatureLawTests
{
    private static readonly SigmoidStep Step = new(0.05, 0.2, 2, 0);

    [TestCase(2)]
    [TestCase(5)]
    public void Agrees_with_the_mixture_of_affine_steps(int steps)
    {
        var start = LocationScaleLaw.Gumbel(2, 0.25);
        var exact = new CurvatureLaw(new AffineStep(0, 0.2), start, steps);
        var mixture = new MultiplicativeLaw(start, 0.2, steps);
        foreach (var u in new[] { 0.5, 1.5, 2.0, 2.5, 4.0 })
        {
            Assert.That(exact.Cumulative(u), Is.EqualTo(mixture.Cumulative(u)).Within(1e-14));
            Assert.That(exact.Density(u), Is.EqualTo(mixture.Density(u)).Within(1e-13));
        }
        Assert.That(exact.Median, Is.EqualTo(mixture.Median).Within(1e-12));
    }

    [Test]
    public void The_density_is_the_slope_of_the_distribution_function()
    {
        var law = new CurvatureLaw(Step, StandardLaw.Normal(0.5, 0.4), 4);
        const double h = 1e-4;
        foreach (var y in new[] { -0.5, 0.1, 0.4, 1.2 })
        {
            var slope = (law.Cumulative(y + h) - law.Cumulative(y - h)) / (2 * h);
            Assert.That(law.Density(y), Is.EqualTo(slope).Within(1e-7));
        }
    }

    [Test]
    public void Quantiles_invert_the_distribution_function([Values(0.01, 0.5, 0.93)] double p)
    {
        var law = new CurvatureLaw(Step, StandardLaw.Normal(0.5, 0.4), 5);
        Assert.That(law.Cumulative(law.Quantile(p)), Is.EqualTo(p).Within(1e-14));
    }

    [Test]
    public void From_a_point_it_counts_end_points()
    {
        var law = new CurvatureLaw(Step, new PointLaw(0.5), 6);
        double[] ends = [.. PathEnumeration.Endpoints(Step, 0.5, 6).Order()];
        for (var i = 0; i + 1 < ends.Length; i++)
            Assert.That(law.Cumulative(0.5 * (ends[i] + ends[i + 1])), Is.EqualTo((i + 1) / 64.0));
    }

    [Test]
    public void Rejects_values_out_of_range()
    {
        Assert.That(() => new CurvatureLaw(Step, new PointLaw(0), 25), Throws.InstanceOf<ArgumentException>());
        Assert.That(
            () => new CurvatureLaw(Step, new PointLaw(0), 2).Quantile(1),
            Throws.InstanceOf<ArgumentException>()
        );
    }
}
