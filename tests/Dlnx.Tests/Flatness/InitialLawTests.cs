using Dlnx.Flatness;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class InitialLawTests
{
    private static readonly InitialLaw[] Laws =
    [
        StandardLaw.Normal(0.5, 0.4),
        StandardLaw.Pareto(2),
        StandardLaw.Gamma(3, 1, 0.25),
        StandardLaw.Exponential(1, 0.6),
        LocationScaleLaw.Gumbel(2, 0.25),
        LocationScaleLaw.LeftGumbel(2, 0.25),
        LocationScaleLaw.Logistic(2, 0.3),
        LocationScaleLaw.RaisedCosine(2, 0.7),
        LocationScaleLaw.Laplace(0, 5),
        new TriangularLaw(1, 2, 3.5),
        new TriangularLaw(0, 1, 1),
        new UniformLaw(-1, 2),
        new NormalMixture([0.5, 0.5], [-0.3, 1.2], [0.2, 0.2]),
    ];

    // The midpoint sum converges too slowly for a power tail.
    private static readonly InitialLaw[] LightTailedLaws = [Laws[0], .. Laws[2..]];

    [TestCaseSource(nameof(Laws))]
    public void The_quantile_inverts_the_cumulative(InitialLaw law)
    {
        foreach (var p in (double[])[1e-6, 0.05, 0.3, 0.5, 0.77, 0.999])
            Assert.That(
                law.Cumulative(law.Quantile(p)),
                Is.EqualTo(p).Within(1e-12).Percent.Or.EqualTo(p).Within(1e-13)
            );
    }

    [TestCaseSource(nameof(Laws))]
    public void Nothing_lies_outside_the_support(InitialLaw law)
    {
        if (double.IsFinite(law.Lower))
        {
            Assert.That(law.Density(law.Lower - 0.5), Is.Zero);
            Assert.That(law.Cumulative(law.Lower - 0.5), Is.Zero);
        }
        if (double.IsFinite(law.Upper))
        {
            Assert.That(law.Density(law.Upper + 0.5), Is.Zero);
            Assert.That(law.Cumulative(law.Upper + 0.5), Is.EqualTo(1));
        }
    }

    [TestCaseSource(nameof(Laws))]
    public void The_density_is_the_slope_of_the_cumulative(InitialLaw law)
    {
        foreach (var p in (double[])[0.04, 0.31, 0.52, 0.93])
        {
            var x = law.Quantile(p);
            var numeric = (law.Cumulative(x + 1e-5) - law.Cumulative(x - 1e-5)) / 2e-5;
            Assert.That(law.Density(x), Is.EqualTo(numeric).Within(1e-7));
        }
    }

    [TestCaseSource(nameof(Laws))]
    public void The_score_is_the_slope_of_the_log_density(InitialLaw law)
    {
        foreach (var p in (double[])[0.04, 0.31, 0.52, 0.93])
        {
            var x = law.Quantile(p);
            var numeric = Math.Log(law.Density(x + 1e-6) / law.Density(x - 1e-6)) / 2e-6;
            Assert.That(law.LogDensitySlope(x), Is.EqualTo(numeric).Within(1e-6));
        }
    }

    [TestCaseSource(nameof(Laws))]
    public void No_place_is_denser_than_the_mode(InitialLaw law)
    {
        var top = law.Density(law.Mode);
        for (var p = 0.001; p < 1; p += 0.001)
            Assert.That(law.Density(law.Quantile(p)), Is.LessThanOrEqualTo(top * (1 + 1e-12)));
    }

    [TestCaseSource(nameof(LightTailedLaws))]
    public void The_mean_is_the_integral_of_the_quantile(InitialLaw law)
    {
        const int Cells = 200_000;
        var sum = 0.0;
        for (var i = 0; i < Cells; i++)
            sum += law.Quantile((i + 0.5) / Cells);
        Assert.That(sum / Cells, Is.EqualTo(law.Mean).Within(2e-4));
    }

    [TestCaseSource(nameof(Laws))]
    public void Half_the_mass_is_below_the_median(InitialLaw law) =>
        Assert.That(law.Cumulative(law.Median), Is.EqualTo(0.5).Within(1e-14));

    [Test]
    public void Laws_that_do_not_exist_are_refused()
    {
        Assert.That(() => StandardLaw.Normal(0, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => LocationScaleLaw.Laplace(0, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new TriangularLaw(1, 0, 2), Throws.ArgumentException);
        Assert.That(() => new UniformLaw(1, 1), Throws.ArgumentException);
        Assert.That(() => new NormalMixture([1, -1], [0, 1], [1, 1]), Throws.ArgumentException);
        Assert.That(() => new UniformLaw(0, 1).Quantile(1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
