using Dlnx.Maps;
using NUnit.Framework;

namespace Dlnx.Tests.Maps;

/// <summary>The ends of periods against closed forms and against Newton's method on the cycle.</summary>
public sealed class PeriodEndTests
{
    [Test]
    public void Matches_the_closed_forms_of_depth_two()
    {
        var coarse = Coarse(2, 1.9, 2.58);

        // The fixed point loses stability at k = 2, the two-cycle of two layers at k₄ = 2(√5 − 1) (catalogue B, Section 0).
        Assert.That(End(2, coarse, 1), Is.EqualTo(2).Within(1e-4));
        Assert.That(End(2, coarse, 2), Is.EqualTo(2 * (Math.Sqrt(5) - 1)).Within(1e-4));
    }

    [TestCase(3, 2)]
    [TestCase(3, 4)]
    [TestCase(5, 8)]
    public void Matches_Newton_on_the_cycle(int depth, int period)
    {
        var cascade = Cascade.Of(depth, 4);

        var measured = End(depth, Coarse(depth, 1.9, 2.65), period);

        Assert.That(measured, Is.EqualTo(cascade.Points[int.Log2(period) - 1]).Within(1e-4));
    }

    [Test]
    public void Is_missing_where_the_sweep_does_not_show_it()
    {
        var coarse = Coarse(3, 2.1, 2.4);

        Assert.That(End(3, coarse, 2), Is.NaN, "the sweep ends with period 2");
        Assert.That(End(3, coarse, 8), Is.NaN, "the sweep has no period 8");
    }

    [Test]
    public void Refuses_a_resolution_that_is_not_positive() =>
        Assert.That(
            () => PeriodEnd.BySweep(Plan(3), Coarse(3, 1.9, 2.1), 1, 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("resolution must be positive")
        );

    private static double End(int depth, SweepResult coarse, int period) =>
        PeriodEnd.BySweep(Plan(depth), coarse, period, 5e-5);

    private static SweepPlan Plan(int depth) => new() { Depth = depth, Burn = 400_000 };

    private static SweepResult Coarse(int depth, double from, double to) =>
        BifurcationSweep.Run(
            new SweepPlan { Depth = depth },
            [.. Enumerable.Range(0, 256).Select(i => from + (to - from) * i / 255)]
        );
}
