using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class DepthProfileTests
{
    [Test]
    public void Matches_the_Hessian_of_balanced_chains()
    {
        var profile = DepthProfile.Of(0.3, 8);
        var measured = Enumerable
            .Range(2, 7)
            .Select(depth =>
            {
                var target = TargetMatrix.Diagonal(1, 0.3);
                var network = GlobalMinimum.Of(MinimumForm.Balanced, depth, target, 0);
                return Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target.Matrix))[0];
            });
        Assert.That(profile.Sharpness, Is.EqualTo(measured).Within(1e-13));
    }

    /// <summary>Flattest depths: claims catalogue, B/rem-depth check 3.</summary>
    [TestCase(0.1, 12, 5)]
    [TestCase(0.01, 12, 9)]
    [TestCase(0.01, 7, 7)]
    [TestCase(2, 12, 2)]
    public void Finds_the_flattest_depth(double sigma, int largest, int expected) =>
        Assert.That(DepthProfile.Of(sigma, largest).Flattest, Is.EqualTo(expected));

    [Test]
    public void The_turn_is_where_the_derivative_vanishes()
    {
        var profile = DepthProfile.Of(0.1, 2);
        Assert.That(Slope(0.1, profile.Turn), Is.EqualTo(0).Within(1e-9));
        Assert.That(Slope(0.1, profile.Turn + 0.1), Is.Positive);
        Assert.That(Slope(0.1, profile.Turn - 0.1), Is.Negative);
    }

    [TestCase(0.0, 3)]
    [TestCase(1.0, 1)]
    public void Refuses_what_has_no_profile(double sigma, int largest) =>
        Assert.That(() => DepthProfile.Of(sigma, largest), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static double Slope(double sigma, double depth)
    {
        const double h = 1e-4;
        return (Real(sigma, depth + h) - Real(sigma, depth - h)) / (2 * h);
    }

    private static double Real(double sigma, double depth) => depth * Math.Pow(sigma, 2 - (2 / depth));
}
