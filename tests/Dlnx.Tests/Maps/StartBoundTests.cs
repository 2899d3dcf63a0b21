using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class StartBoundTests
{
    /// <summary>Reference numbers: claims catalogue, B/alpha-prime (k = 2.4) and its check 3 (k = 2.1).</summary>
    [TestCase(2, 2.4, 1, 0.412795)]
    [TestCase(3, 2.4, 1, 0.309072)]
    [TestCase(4, 2.4, 1, 0.256316)]
    [TestCase(6, 2.4, 1, 0.200408)]
    [TestCase(3, 2.1, 1, 0.358639)]
    [TestCase(3, 2.1, 10, 0.772663)]
    [TestCase(3, 2.1, 100, 1.664653)]
    public void Matches_the_catalogue(int depth, double k, double sigma, double expected) =>
        Assert.That(StartBound.OfLemmaTwo(depth, k, sigma), Is.EqualTo(expected).Within(1e-6));

    [TestCase(2.8284271247461907)]
    [TestCase(3)]
    public void Is_not_real_from_two_root_two_on(double k) => Assert.That(StartBound.OfLemmaTwo(3, k, 1), Is.Null);

    /// <summary>Reference numbers: claims catalogue, B/alpha-prime (k = 2.4, σ = 1).</summary>
    [TestCase(2, 0.378534, 0.450156, 1.070657)]
    [TestCase(3, 0.291725, 0.346922, 0.982351)]
    [TestCase(4, 0.245449, 0.291890, 0.874187)]
    [TestCase(6, 0.194703, 0.231542, 0.725234)]
    public void The_other_variants_match_the_catalogue(int depth, double lemmaFive, double derived, double tight)
    {
        Assert.That(StartBound.OfLemmaFive(depth, 2.4, 1), Is.EqualTo(lemmaFive).Within(1e-6));
        Assert.That(StartBound.OfDerivation(depth, 2.4, 1), Is.EqualTo(derived).Within(1e-6));
        Assert.That(StartBound.Tight(depth, 2.4, 1), Is.EqualTo(tight).Within(1e-6));
    }

    /// <summary>Reference numbers: claims catalogue, B/alpha-prime, check 3 (k = 2.1, L = 3).</summary>
    [TestCase(10, 1.1911)]
    [TestCase(100, 1.6039)]
    public void The_form_of_Theorem_1_matches_the_catalogue(double sigma, double expected) =>
        Assert.That(StartBound.Printed(3, 2.1, sigma), Is.EqualTo(expected).Within(1e-4));

    [Test]
    public void The_form_of_Theorem_1_is_undefined_at_one() => Assert.That(StartBound.Printed(3, 2.1, 1), Is.Null);

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(10)]
    public void The_tight_variant_keeps_the_flow_sharpness_below_the_threshold(int depth)
    {
        var psi = UnbalancedMinimum.From(depth, 1, StartBound.Tight(depth, 2.4, 1)!.Value).Sharpness;
        Assert.That(2.4 / depth * psi, Is.LessThan(2 * Math.Sqrt(2)));
    }
}
