using Dlnx.Maps;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Dlnx.Tests.Maps;

public sealed class SingularModeTests
{
    [Test]
    public void Equals_the_chain_with_equal_layers([Range(2, 8)] int depth)
    {
        var mode = new SingularMode(depth, 2, 0.05);
        var chain = new ScalarChain(2, 0.05);
        var state = new ModeState(0.2, 0.7);
        double[] layers = [.. Enumerable.Repeat(state.Y, depth - 1), state.X];
        for (var t = 0; t < 50; t++)
        {
            state = mode.Step(state);
            chain.Step(layers);
        }
        Assert.That(layers[^1], Is.EqualTo(state.X).Within(1e-13));
        Assert.That(layers[0], Is.EqualTo(state.Y).Within(1e-13));
        Assert.That(ScalarChain.Product(layers), Is.EqualTo(mode.Product(state)).Within(1e-12));
    }

    [Test]
    public void Equal_values_follow_the_balanced_map([Values(2, 3, 6)] int depth)
    {
        const double sigma = 5;
        var scale = Math.Pow(sigma, 1.0 / depth);
        var state = SingularMode.AtStep(depth, 2.3, sigma).Iterate(new(0.9 * scale, 0.9 * scale), 20);
        Assert.That(state.X, Is.EqualTo(scale * new BalancedMap(depth, 2.3).Iterate(0.9, 20)).Within(1e-10));
        Assert.That(state.Gap, Is.Zero.Within(1e-12));
    }

    // Section 5: b⁺ = b(1 − q).
    [Test]
    public void One_step_multiplies_the_gap_by_its_factor() =>
        Law.Holds(
            from depth in Gen.Choose(2, 7)
            from x in Law.Real(0, 1.2)
            from y in Law.Real(0.01, 1.2)
            select (mode: SingularMode.AtStep(depth, 2.1), state: new ModeState(x, y)),
            c =>
            {
                var expected = c.state.Gap * (1 - c.mode.GapLoss(c.state));
                return Math.Abs(c.mode.Step(c.state).Gap - expected) <= 1e-12;
            }
        );

    [Test]
    public void Sharpness_is_the_spectral_norm_of_the_dense_Hessian() =>
        Law.Holds(
            from depth in Gen.Choose(2, 6)
            from x in Law.Real(0, 1.5)
            from y in Law.Real(0.1, 1.5)
            select (depth, x, y),
            c =>
            {
                var mode = new SingularMode(c.depth, 1.3, 0.1);
                var norm = Hessian(mode, c.x, c.y).Evd().EigenValues.Max(value => value.Magnitude);
                return Math.Abs(mode.Sharpness(new(c.x, c.y)) - norm) <= 1e-11 * Math.Max(1, norm);
            }
        );

    // B/lem-2, reference: L = 3, σ = 10, α = 0.3, T = 20000.
    [TestCase(0.5, 0.0792686142)]
    [TestCase(1.5, 0.0598331437)]
    [TestCase(1.9, 0.0515366794)]
    public void The_gap_keeps_the_catalogued_limit_below_the_onset(double k, double gap) =>
        Assert.That(Settled(k).Gap, Is.EqualTo(gap).Within(1e-10));

    [TestCase(2.1)]
    [TestCase(2.3)]
    public void The_gap_vanishes_above_the_onset(double k) => Assert.That(Settled(k).Gap, Is.Zero.Within(1e-12));

    // B/bt-balance-orbit, check 2.
    [Test]
    public void The_gap_shrinks_by_the_layer_multiplier_of_the_orbit()
    {
        var mode = SingularMode.AtStep(3, 2.1, 10);
        var state = mode.Iterate(SingularMode.Unbalanced(0.3), 101);
        while (state.Gap >= 1e-8)
        {
            state = mode.Step(state);
        }
        var measured = Math.Pow(mode.Iterate(state, 100).Gap / state.Gap, 1.0 / 50);
        Assert.That(measured, Is.EqualTo(TwoPeriodOrbit.At(3, 2.1).LayerMultiplier).Within(1e-5));
    }

    private static ModeState Settled(double k) =>
        SingularMode.AtStep(3, k, 10).Iterate(SingularMode.Unbalanced(0.3), 20_000);

    /// <summary>∂²/∂sᵢ∂sⱼ of ½(π − σ)², entry by entry from products that leave layers out.</summary>
    private static DenseMatrix Hessian(SingularMode mode, double x, double y)
    {
        double[] s = [x, .. Enumerable.Repeat(y, mode.Depth - 1)];
        double Without(int i, int j) => s.Where((_, m) => m != i && m != j).Aggregate(1.0, (a, b) => a * b);
        var residual = ScalarChain.Product(s) - mode.Sigma;
        return DenseMatrix.Create(
            s.Length,
            s.Length,
            (i, j) => Without(i, i) * Without(j, j) + (i == j ? 0 : residual * Without(i, j))
        );
    }
}
