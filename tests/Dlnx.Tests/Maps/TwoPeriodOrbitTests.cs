using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Tests.Maps;

public sealed class TwoPeriodOrbitTests
{
    // B/def-1, reference: σ = 10, (S(ρ₁), S(ρ₂), 2/η).
    [TestCase(2, 2.1, 12.857142857, 25.714285714, 19.047619048)]
    [TestCase(3, 2.1, 41.306055514, 84.598238224, 61.555276858)]
    [TestCase(3, 2.3, 25.529729805, 94.507089139, 56.202644088)]
    [TestCase(4, 2.1, 80.656995874, 166.661473297, 120.467720387)]
    public void Has_the_catalogued_sharpness(int depth, double k, double low, double high, double twoOverEta)
    {
        var orbit = TwoPeriodOrbit.At(depth, k, 10);
        Assert.That(orbit.Sharpness1, Is.EqualTo(low).Within(1e-9));
        Assert.That(orbit.Sharpness2, Is.EqualTo(high).Within(1e-9));
        Assert.That(orbit.TwoOverEta, Is.EqualTo(twoOverEta).Within(1e-9));
    }

    // B/thm-1, reference, matrix line: σ = 10, L = 3, K = 60 and 55.
    [TestCase(60, 1.969398904890, 2.274719951505, 0.3779515032)]
    [TestCase(55, 1.861609580829, 2.308787167280, -0.4233150500)]
    public void Has_the_catalogued_layers_and_multiplier(double capital, double rho1, double rho2, double multiplier)
    {
        var orbit = TwoPeriodOrbit.At(3, 2 * BalancedSharpness.AtMinimum(3, 10) / capital, 10);
        Assert.That(orbit.Rho1, Is.EqualTo(rho1).Within(1e-12));
        Assert.That(orbit.Rho2, Is.EqualTo(rho2).Within(1e-12));
        Assert.That(orbit.Multiplier, Is.EqualTo(multiplier).Within(1e-10));
    }

    // B/bt-balance-orbit, reference.
    [TestCase(3, 2.1, 0.9729393139)]
    [TestCase(3, 2.3, 0.9200202903)]
    [TestCase(4, 2.1, 0.9876230732)]
    [TestCase(4, 2.3, 0.9635635364)]
    [TestCase(2, 2.1, 0.9)]
    [TestCase(2, 2.3, 0.7)]
    public void Has_the_catalogued_layer_multiplier(int depth, double k, double multiplier) =>
        Assert.That(TwoPeriodOrbit.At(depth, k).LayerMultiplier, Is.EqualTo(multiplier).Within(1e-10));

    // B/bt-balance-orbit, check 1.
    [Test]
    public void Layer_multiplier_is_the_product_over_the_cycle() =>
        Law.Holds(
            from depth in Gen.Choose(2, 8)
            from k in Law.Real(2.005, 2.47)
            select TwoPeriodOrbit.At(depth, k, 3),
            orbit =>
            {
                var (q1, q2) = (1 - orbit.Z1, 1 - orbit.Z2);
                return Math.Abs(q1 * q2 - q1 - q2) <= 1e-12
                    && Math.Abs((1 - q1 * q1) * (1 - q2 * q2) - orbit.LayerMultiplier) <= 1e-12;
            }
        );

    // B/fig-6, reference: σ = 10, L = 3.
    [TestCase(2.001, 0.3502012147)]
    [TestCase(2.01, 1.1039393961)]
    [TestCase(2.05, 2.4344915677)]
    [TestCase(2.1, 3.3850758173)]
    [TestCase(2.2, 4.6335594698)]
    [TestCase(2.3, 5.5012200502)]
    [TestCase(2.4, 6.1664703061)]
    [TestCase(2.48, 6.6026547972)]
    public void Has_the_catalogued_range(double k, double range) =>
        Assert.That(TwoPeriodOrbit.At(3, k, 10).Range, Is.EqualTo(range).Within(1e-10));

    // B/fig-6, reference: half-range of x at k = 2.01.
    [TestCase(2, 0.0352672808)]
    [TestCase(3, 0.0184344643)]
    [TestCase(4, 0.0124839935)]
    [TestCase(6, 0.0075876737)]
    public void Has_the_catalogued_half_range(int depth, double half) =>
        Assert.That(TwoPeriodOrbit.At(depth, 2.01).HalfRange, Is.EqualTo(half).Within(1e-10));

    [Test]
    public void The_amplitude_law_is_the_limit_of_the_range([Values(2, 3, 8, 64)] int depth)
    {
        // The relative error of the law is of first order in k − 2.
        var near = TwoPeriodOrbit.At(depth, 2.001, 10);
        var far = TwoPeriodOrbit.At(depth, 2.01, 10);
        Assert.That(far.LawRange / far.Range, Is.EqualTo(1).Within(0.01));
        Assert.That((near.LawRange / near.Range - 1) * 10 / (far.LawRange / far.Range - 1), Is.EqualTo(1).Within(0.05));
    }

    // B/thm-1, check 7.
    [Test]
    public void Layers_scale_with_the_root_of_the_target()
    {
        var one = TwoPeriodOrbit.At(3, 2.2);
        var ten = TwoPeriodOrbit.At(3, 2.2, 10);
        Assert.That(ten.Rho1 / one.Rho1, Is.EqualTo(Math.Cbrt(10)).Within(1e-14));
        Assert.That(ten.Product2, Is.EqualTo(Math.Pow(ten.Rho2, 3)).Within(1e-12));
    }
}
