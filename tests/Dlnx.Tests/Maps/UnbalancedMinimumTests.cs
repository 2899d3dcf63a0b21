using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class UnbalancedMinimumTests
{
    /// <summary>Reference numbers: claims catalogue, B/lem-5 (σ = 10, L = 3).</summary>
    [TestCase(0.1, 64.633074066)]
    [TestCase(0.3, 64.635764082)]
    [TestCase(0.5, 64.654379459)]
    [TestCase(0.7, 64.716928063)]
    [TestCase(1, 65)]
    public void Sharpness_matches_the_catalogue(double alpha, double psi) =>
        Assert.That(UnbalancedMinimum.From(3, 10, alpha).Sharpness, Is.EqualTo(psi).Within(1e-9));

    [Test]
    public void Solves_its_two_equations() =>
        Law.Holds(
            from depth in Gen.Choose(2, 10)
            from sigma in Law.Real(0.05, 50)
            from alpha in Law.Real(0, 5)
            select (depth, sigma, alpha),
            c =>
            {
                var end = UnbalancedMinimum.From(c.depth, c.sigma, c.alpha);
                var product = end.X * Math.Pow(end.Y, c.depth - 1);
                var gap = (end.Y - end.X) * (end.Y + end.X);
                return Math.Abs(product - c.sigma) < 1e-12 * c.sigma
                    && Math.Abs(gap - (c.alpha * c.alpha)) < 1e-12 * Math.Max(1, end.Y * end.Y);
            }
        );

    [Test]
    public void Is_the_general_minimum_from_the_unbalanced_start()
    {
        var general = FlowMinimum.From([0.7, 0.7, 0.7, 0], 4);
        var end = UnbalancedMinimum.From(4, 4, 0.7);
        Assert.That(general.Layers, Is.EqualTo(new[] { end.Y, end.Y, end.Y, end.X }).Within(1e-13));
        Assert.That(end.Sharpness, Is.EqualTo(general.Sharpness).Within(1e-12));
    }

    [Test]
    public void Derivatives_match_central_differences([Values(2, 3, 7)] int depth)
    {
        const double h = 1e-5;
        var (low, at, high) = (At(1 - h), At(1), At(1 + h));
        Assert.That(at.SlopeOfX, Is.EqualTo((high.X - low.X) / (2 * h)).Within(1e-8));
        Assert.That(at.SlopeOfY, Is.EqualTo((high.Y - low.Y) / (2 * h)).Within(1e-8));
        Assert.That(at.LogSlope, Is.EqualTo(Math.Log(high.Sharpness / low.Sharpness) / (2 * h)).Within(1e-8));

        UnbalancedMinimum At(double alpha) => UnbalancedMinimum.From(depth, 2, alpha);
    }

    [Test]
    public void Starts_at_zero_from_the_balanced_point() =>
        Assert.That(UnbalancedMinimum.From(3, 8, 0).X, Is.EqualTo(2).Within(1e-14));

    [Test]
    public void Refuses_a_negative_start() =>
        Assert.That(() => UnbalancedMinimum.From(3, 1, -0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
