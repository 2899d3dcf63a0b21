using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class PreconditionedDescentTests
{
    private const int Dimension = 1300;

    private static readonly PreconditionedRule[] Rules =
    [
        PreconditionedRule.GradientDescent(0.1),
        PreconditionedRule.GradientDescent(0.1) with
        {
            FirstDecay = 0.9,
        },
        PreconditionedRule.RmsProp(0.01),
        PreconditionedRule.RmsProp(0.01) with
        {
            BiasCorrection = BiasCorrection.Off,
        },
        PreconditionedRule.Adam(0.01),
        PreconditionedRule.Adam(0.01) with
        {
            Cap = 0.5,
        },
        PreconditionedRule.ClippedAda(0.01, 0.5),
        PreconditionedRule.ClippedAda(0.01, 0.02) with
        {
            CapPlacement = CapPlacement.Raw,
        },
    ];

    [Test]
    public void Repeats_the_update_rule_coordinate_by_coordinate([ValueSource(nameof(Rules))] PreconditionedRule rule)
    {
        var stream = new RandomStream(4);
        var descent = new PreconditionedDescent(rule, Dimension);
        var (theta, expected) = (new double[Dimension], new double[Dimension]);
        stream.FillNormal(theta);
        theta.CopyTo(expected, 0);
        var (m, s, g) = (new double[Dimension], new double[Dimension], new double[Dimension]);
        for (var t = 1; t <= 15; t++)
        {
            stream.FillNormal(g);
            descent.Step(theta, g);
            for (var i = 0; i < Dimension; i++)
            {
                m[i] = (rule.FirstDecay * m[i]) + ((1 - rule.FirstDecay) * g[i]);
                s[i] = (rule.SecondDecay * s[i]) + ((1 - rule.SecondDecay) * g[i] * g[i]);
                expected[i] -= rule.LearningRate * Corrected(m[i], rule.FirstDecay, t, rule) / Divisor(s[i], t, rule);
            }
        }
        Assert.That(theta, Is.EqualTo(expected).Within(1e-13));
        Assert.That(descent.Steps, Is.EqualTo(15));
    }

    [Test]
    public void Shows_the_preconditioner_it_divided_by()
    {
        var rule = PreconditionedRule.ClippedAda(1, 0.3);
        var descent = new PreconditionedDescent(rule, 3);
        double[] theta = [1, 1, 1];
        double[] g = [0.5, -2, 0.01];
        var d = new double[3];
        Assert.That(() => descent.CopyPreconditioner(d), Throws.InvalidOperationException);
        descent.Step(theta, g);
        descent.CopyPreconditioner(d);
        Assert.That(theta.Select((x, i) => (1 - x) * d[i]), Is.EqualTo(g).Within(1e-15));
    }

    [Test]
    public void A_fully_capped_step_is_gradient_descent_with_rate_eta_over_root_tau()
    {
        var rule = PreconditionedRule.ClippedAda(0.001, 1e-6) with { Epsilon = 0 };
        var (capped, plain) = (
            new PreconditionedDescent(rule, 2),
            new PreconditionedDescent(PreconditionedRule.GradientDescent(1), 2)
        );
        double[] a = [1, -1];
        double[] b = [1, -1];
        for (var t = 0; t < 30; t++)
        {
            double[] g = [0.2 + (t * 0.1), -0.7];
            capped.Step(a, g);
            plain.Step(b, g);
        }
        Assert.That(a, Is.EqualTo(b).Within(1e-12));
    }

    [Test]
    public void A_reset_descent_starts_anew()
    {
        var descent = new PreconditionedDescent(PreconditionedRule.Adam(0.1), 2);
        double[] first = [1, 2];
        descent.Step(first, [0.3, 0.4]);
        descent.Reset();
        double[] second = [1, 2];
        descent.Step(second, [0.3, 0.4]);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Steps_allocate_nothing()
    {
        var descent = new PreconditionedDescent(PreconditionedRule.Adam(0.1) with { Cap = 1 }, Dimension);
        var (theta, g) = (new double[Dimension], new double[Dimension]);
        descent.Step(theta, g);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 100; t++)
            descent.Step(theta, g);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(Dimension * sizeof(double)));
    }

    [Test]
    public void Numbers_out_of_range_are_refused()
    {
        var good = PreconditionedRule.Adam(0.1);
        Assert.That(
            () => new PreconditionedDescent(good with { FirstDecay = 1 }, 2),
            Throws.ArgumentException.With.Message.Contains("β₁")
        );
        Assert.That(() => new PreconditionedDescent(good with { SecondDecay = -0.1 }, 2), Throws.ArgumentException);
        Assert.That(() => new PreconditionedDescent(good with { Cap = 0 }, 2), Throws.ArgumentException);
        Assert.That(() => new PreconditionedDescent(good with { Epsilon = -1 }, 2), Throws.ArgumentException);
        Assert.That(() => new PreconditionedDescent(good, 2).Step([1, 2], [1]), Throws.ArgumentException);
    }

    private static double Corrected(double moment, double decay, int t, PreconditionedRule rule) =>
        rule.BiasCorrection == BiasCorrection.On ? moment / (1 - Math.Pow(decay, t)) : moment;

    private static double Divisor(double s, int t, PreconditionedRule rule) =>
        rule.Preconditioner == Preconditioner.Identity ? 1
        : rule.CapPlacement == CapPlacement.Raw
            ? Math.Sqrt(Corrected(Math.Min(s, rule.Cap), rule.SecondDecay, t, rule)) + rule.Epsilon
        : Math.Sqrt(Math.Min(Corrected(s, rule.SecondDecay, t, rule), rule.Cap)) + rule.Epsilon;
}
