using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class MultiplicativeLawTests
{
    private static readonly Rational Tenth = new(1, 10);

    [TestCase(2)]
    [TestCase(9)]
    public void Agrees_with_exact_fractions_of_a_triangle(int steps)
    {
        var floating = new MultiplicativeLaw(new TriangularLaw(1, 1.25, 3), 0.1, steps);
        var exact = new ExactTriangularMixture(1, new Rational(5, 4), 3, Tenth, steps);
        for (var i = 20; i < 400; i += 7)
        {
            Rational u = new(i, 64);
            Assert.That(floating.Cumulative((double)u), Is.EqualTo((double)exact.Cumulative(u)).Within(1e-15));
            Assert.That(floating.Density((double)u), Is.EqualTo((double)exact.DensityAt(u)).Within(1e-13));
        }
        var shape = floating.Shape();
        Assert.That(shape.Mode, Is.EqualTo((double)exact.Mode).Within(1e-14));
        Assert.That(shape.Peaks, Is.EqualTo(exact.Peaks));
    }

    [TestCase(0.01, 2)]
    [TestCase(0.07, 4)]
    [TestCase(0.13, 6)]
    public void Jumps_are_found_whatever_the_rounding(double m, int steps)
    {
        var exact = new ExactTriangularMixture(1, 2, 2, new Rational((int)Math.Round(100 * m), 100), steps);
        var shape = new MultiplicativeLaw(new TriangularLaw(1, 2, 2), m, steps).Shape(2001);
        Assert.That(shape.Mode, Is.EqualTo((double)exact.Mode).Within(1e-14));
        Assert.That(shape.Height, Is.EqualTo((double)exact.DensityAt(exact.Mode)).Within(1e-12));
    }

    [Test]
    public void The_slope_of_the_density_matches_central_differences()
    {
        var law = new MultiplicativeLaw(StandardLaw.Gamma(3, 1, 0.25), 0.1, 4);
        const double h = 1e-5;
        foreach (var u in new[] { 1.3, 1.7, 2.4 })
            Assert.That(
                law.DensitySlope(u),
                Is.EqualTo((law.Density(u + h) - law.Density(u - h)) / (2 * h)).Within(1e-6)
            );
    }

    [Test]
    public void Separated_copies_of_a_narrow_start_are_all_peaks() =>
        Assert.That(new MultiplicativeLaw(StandardLaw.Normal(2, 0.01), 0.2, 6).Shape().Peaks, Is.EqualTo(7));

    [Test]
    public void A_jump_at_the_left_end_is_a_peak()
    {
        var shape = new MultiplicativeLaw(StandardLaw.Pareto(2), 0.1, 2).Shape();
        // The images of the left end: 0.81, 0.99 and 1.21; from each the density falls.
        Assert.That(shape.Peaks, Is.EqualTo(3));
        Assert.That(shape.Mode, Is.EqualTo(0.99).Within(1e-15));
        // The grid reaches to 3000, much farther than the images are apart.
        Assert.That(new MultiplicativeLaw(StandardLaw.Pareto(2), 0.05, 4).Shape().Peaks, Is.EqualTo(5));
    }

    [Test]
    public void The_closed_form_knows_where_it_ends() => Assert.That(new ParetoMedian(20, 0.9).IsValid(80), Is.False);

    [TestCase(0.5)]
    [TestCase(3)]
    public void Pareto_medians_agree_with_closed_form(double alpha)
    {
        var closed = new ParetoMedian(alpha, 0.05);
        Assert.That(closed.IsValid(4), Is.True);
        Assert.That(
            new MultiplicativeLaw(StandardLaw.Pareto(alpha), 0.05, 4).Median,
            Is.EqualTo(closed.At(4)).Within(1e-13 * closed.At(4))
        );
    }

    [Test]
    public void The_median_of_fractions_is_bracketed()
    {
        var law = new ExactTriangularMixture(1, 2, 3, Tenth, 2);
        Rational width = new(1, 1000);
        var left = law.MedianFloor(width);
        Assert.That(law.Cumulative(left), Is.LessThan(new Rational(1, 2)));
        Assert.That(law.Cumulative(left + width), Is.GreaterThanOrEqualTo(new Rational(1, 2)));
    }

    [Test]
    public void One_sided_densities_differ_where_a_triangle_ends_upright()
    {
        var law = new ExactTriangularMixture(1, 2, 2, new Rational(1, 100), 0);
        Assert.That(law.DensityBefore(2), Is.EqualTo((Rational)2));
        Assert.That(law.DensityAfter(2), Is.EqualTo((Rational)0));
    }

    [Test]
    public void Rejects_values_out_of_range()
    {
        Assert.That(() => new MultiplicativeLaw(new UniformLaw(0, 1), 1, 2), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new MultiplicativeLaw(new UniformLaw(0, 1), 0.1, -1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new ExactTriangularMixture(2, 1, 3, Tenth, 2), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new ExactTriangularMixture(1, 2, 3, 1, 2), Throws.InstanceOf<ArgumentException>());
    }
}
