using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Tests.Linear;

public sealed class DiagonalRunTests
{
    /// <summary>Reference ranges: claims catalogue, B/thm-3 and B/fig-18.</summary>
    [TestCase(new[] { 10.0, 9, 6 }, 2.0 / 55, 0.01, new[] { 6.45158, 7.91373 }, new[] { 12.30699, 9.93352 }, 1e-5)]
    [TestCase(new[] { 10.0, 9, 8 }, 0.0360, 0.1, new[] { 6.568, 8.229 }, new[] { 12.263, 9.691 }, 1e-3)]
    public void Ranges_match_the_catalogue(
        double[] target,
        double eta,
        double alpha,
        double[] low,
        double[] high,
        double within
    )
    {
        var run = DiagonalRun.Unbalanced(3, target, alpha, eta, 12_000);
        Assert.That(run.Periods, Is.EqualTo(new[] { 2, 2, 1 }));
        Assert.That(run.Minima[..2], Is.EqualTo(low).Within(within));
        Assert.That(run.Maxima[..2], Is.EqualTo(high).Within(within));
        Assert.That(run.OscillatingCount, Is.EqualTo(2));
        Assert.That(run.IsFinite, Is.True);
    }

    [Test]
    public void Tail_is_that_of_the_scalar_recursion()
    {
        double[] target = [4, 0];
        var run = DiagonalRun.Unbalanced(4, target, 0.5, 0.05, 100);
        var mode = new SingularMode(4, 4, 0.05);
        var state = SingularMode.Unbalanced(0.5);
        for (var t = 1; t <= 100; t++)
        {
            state = mode.Step(state);
            if (t > 36)
            {
                Assert.That(run.Tail(0)[t - 37], Is.EqualTo(mode.Product(state)).Within(1e-12));
                Assert.That(run.Tail(1)[t - 37], Is.Zero);
            }
        }
    }

    [Test]
    public void Divergence_is_not_an_oscillation()
    {
        var run = DiagonalRun.Unbalanced(3, [10], 0.5, 1, 200);
        Assert.That(run.Periods, Is.EqualTo(new[] { -1 }));
        Assert.That(run.IsFinite, Is.False);
        Assert.That(run.OscillatingCount, Is.Zero);
    }

    [Test]
    public void Refuses_a_run_too_short_for_a_period() =>
        Assert.That(() => DiagonalRun.Unbalanced(3, [1], 0.1, 0.1, 63), Throws.InstanceOf<ArgumentException>());
}
