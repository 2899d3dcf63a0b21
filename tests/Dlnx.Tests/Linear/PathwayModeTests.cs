using Dlnx.Linear;

namespace Dlnx.Tests.Linear;

public sealed class PathwayModeTests
{
    [Test]
    public void A_step_is_the_recursion_written_out()
    {
        var mode = new PathwayMode([3, 2], 2, [0.5, 0.4]);
        var e = (0.5 * 0.5 * 0.5) + (0.4 * 0.4) - 2;
        mode.Step(0.1);
        Assert.That(
            mode.Scales.ToArray(),
            Is.EqualTo(new[] { 0.5 - (0.1 * e * 0.25), 0.4 - (0.1 * e * 0.4) }).Within(1e-15)
        );
    }

    [Test]
    public void Sharpness_at_a_minimum_is_the_closed_form()
    {
        var mode = new PathwayMode([3, 3], 3, [Math.Cbrt(2), 1]);
        Assert.That(mode.Residual, Is.EqualTo(0).Within(1e-15));
        Assert.That(mode.Sharpness, Is.EqualTo(PathwaySharpness.OfMode([3, 3], [2, 1])).Within(1e-13));
        Assert.That(mode.Sharpness, Is.EqualTo(10.559526299369239).Within(1e-12), "A/prop-4.1");
        Assert.That(mode.Dominance, Is.EqualTo(2.0 / 3).Within(1e-15));
        Assert.That(mode.Shares(), Is.EqualTo(new[] { 2.0 / 3, 1.0 / 3 }).Within(1e-15));
    }

    [Test]
    public void Cross_eigenvalues_are_those_of_the_catalogue() =>
        Assert.That(PathwaySharpness.Cross([3, 3], [2, 1], [0.5, 1.5]), Is.EqualTo(7.944134423716243).Within(1e-12));

    [TestCase(3, 2, 0.7937005259840998)]
    [TestCase(4, 2, 0.7071067811865476)]
    [TestCase(4, 4, 0.5)]
    public void Reduction_factors_are_those_of_the_catalogue(double depth, double pathways, double factor)
    {
        Assert.That(PathwaySharpness.ReductionFactor(depth, pathways), Is.EqualTo(factor).Within(1e-15));
        Assert.That(
            PathwaySharpness.Minimum(depth, 3, pathways),
            Is.EqualTo(PathwaySharpness.Single(depth, 3) * factor).Within(1e-12)
        );
    }

    [Test]
    public void Each_pathway_needs_a_scale()
    {
        Assert.That(() => new PathwayMode([3, 2], 1, [0.1]), Throws.ArgumentException);
        Assert.That(() => new PathwayMode([], 1, []), Throws.ArgumentException);
        Assert.That(() => PathwaySharpness.OfMode([3], [1, 2]), Throws.ArgumentException);
    }
}
