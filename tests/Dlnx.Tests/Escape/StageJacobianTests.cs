using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Escape;

public sealed class StageJacobianTests
{
    private static readonly GeometricCouplings Family = new(1, 2.2, 0.5, 1, 0.4);

    // C/prop-24, golden line.
    [TestCase(1, 0.719652970353, -0.117351033442)]
    [TestCase(2, 1.439305940707, 0.163050256797)]
    [TestCase(3, 2.158958911060, 0.394156566556)]
    public void Has_the_catalogued_gain_and_growth(double sigma, double rho, double lambda)
    {
        var stage = new StageJacobian(
            [1, 2],
            [0.5, 1.5, 1],
            sigma * Matrix.FromRows([0.4, 0.1, 0.3], [0.2, 0.6, 0]),
            Matrix.FromRows([0.5, 0.3], [0.2, 0.9], [0.7, 0.1])
        );
        Assert.That(stage.LoopGainRadius(), Is.EqualTo(rho).Within(1e-12));
        Assert.That(stage.Abscissa, Is.EqualTo(lambda).Within(1e-12));
        Assert.That(stage.LoopGainRadius(stage.Abscissa), Is.EqualTo(1).Within(1e-13));
        var vector = new Matrix(5, 1, stage.LeadingVector());
        Assert.That(((stage.Matrix * vector) - (stage.Abscissa * vector)).FrobeniusNorm(), Is.LessThan(1e-14));
        Assert.That(stage.LeadingVector().Min(), Is.Positive);
    }

    [Test]
    public void Truncation_keeps_the_leading_blocks()
    {
        var (whole, part) = (Family.Truncation(6), Family.Truncation(6).Truncate(4));
        Assert.That(part.Matrix.Span.ToArray(), Is.EqualTo(Family.Truncation(4).Matrix.Span.ToArray()));
        Assert.That(part.Abscissa, Is.LessThan(whole.Abscissa));
    }

    [Test]
    public void Escape_times_agree_with_an_integrator_and_its_event()
    {
        foreach (var n in new[] { 1, 3, 8 })
        {
            var matrix = Family.Truncation(n).Matrix;
            var start = new double[2 * n];
            start[0] = 1e-3;
            var options = new OdeOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-16 };
            var escape = new OdeEvent((_, x) => x[0] - 1, EventDirection.Rising, EventAction.Stop);
            var expected = OdeSolver.Solve(Apply, 0, start, 100, options, escape).Time;
            Assert.That(LinearEscape.Time(matrix, start, 0, 1, 100), Is.EqualTo(expected).Within(1e-8));

            void Apply(double t, ReadOnlySpan<double> x, Span<double> dxdt)
            {
                for (var i = 0; i < x.Length; i++)
                    dxdt[i] = System.Numerics.Tensors.TensorPrimitives.Dot(matrix.Row(i), x);
            }
        }
    }

    [Test]
    public void A_decaying_flow_never_escapes() =>
        Assert.That(LinearEscape.Time(Matrix.ScaledIdentity(2, -1), [0.5, 0], 0, 1, 1e3), Is.Null);

    [Test]
    public void Unsuitable_arguments_are_refused_in_words()
    {
        var one = Matrix.Identity(1);
        Assert.That(
            () => new StageJacobian([0], [1], one, one),
            Throws.ArgumentException.With.Message.Contains("rates")
        );
        Assert.That(
            () => new StageJacobian([1], [1], -1 * one, one),
            Throws.ArgumentException.With.Message.Contains("couplings")
        );
        Assert.That(
            () => new StageJacobian([1, 1], [1], one, one),
            Throws.ArgumentException.With.Message.Contains("2 × 1")
        );
        Assert.That(
            () => Family.Truncation(3).LoopGain(-1),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("-1")
        );
        Assert.That(
            () => LinearEscape.Time(one, [1], 0, 0.5, 1),
            Throws.ArgumentException.With.Message.Contains("0.5")
        );
    }
}
