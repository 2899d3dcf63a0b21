using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Numerics.Ode;

public sealed class DormandPrinceTests
{
    [Test]
    public void Converges_with_order_five_on_an_autonomous_system()
    {
        double[] start = [1, 0];
        double Error(int steps)
        {
            var end = OdeSolver.Solve(OdeProblems.Oscillator, 0, start, 4, OdeProblems.FixedStep(4.0 / steps)).State;
            return double.Hypot(end[0] - Math.Cos(4), end[1] + Math.Sin(4));
        }
        Assert.That(Math.Log2(Error(64) / Error(128)), Is.EqualTo(5).Within(0.15));
    }

    [Test]
    public void Converges_with_order_five_where_time_enters()
    {
        double Error(int steps)
        {
            var end = OdeSolver.Solve(OdeProblems.Forced, 0, [1], 5, OdeProblems.FixedStep(5.0 / steps)).State;
            return Math.Abs(end[0] - Math.Exp(Math.Sin(5)));
        }
        Assert.That(Math.Log2(Error(100) / Error(200)), Is.EqualTo(5).Within(0.15));
    }

    [Test]
    public void The_continuous_extension_has_order_four_inside_a_step()
    {
        // One step from an exact point: a method of order 4 has a local error of order h⁵.
        static double LocalError(double h)
        {
            var solver = new DormandPrince(
                OdeProblems.Forced,
                0.3,
                [Math.Exp(Math.Sin(0.3))],
                OdeProblems.FixedStep(h)
            );
            solver.Step(0.3 + h);
            var y = new double[1];
            return Enumerable
                .Range(1, 9)
                .Max(i =>
                {
                    var t = 0.3 + (i * h / 10);
                    solver.Interpolate(t, y);
                    return Math.Abs(y[0] - Math.Exp(Math.Sin(t)));
                });
        }
        Assert.That(Math.Log2(LocalError(0.1) / LocalError(0.05)), Is.EqualTo(5).Within(0.2));
    }

    [Test]
    public void The_continuous_extension_meets_both_ends_of_the_step()
    {
        var solver = new DormandPrince(OdeProblems.Logistic, 0, [0.1]);
        var y = new double[1];
        while (solver.Step(3) == OdeOutcome.Underway)
        {
            solver.Interpolate(solver.PreviousTime, y);
            Assert.That(y[0], Is.EqualTo(solver.PreviousState[0]));
            solver.Interpolate(solver.Time, y);
            Assert.That(y[0], Is.EqualTo(solver.State[0]).Within(1e-15));
        }
        Assert.That(solver.Time, Is.EqualTo(3));
    }

    [TestCase(1e-4)]
    [TestCase(1e-7)]
    [TestCase(1e-10)]
    [TestCase(1e-13)]
    public void Agrees_with_closed_forms_to_its_tolerance(double tolerance)
    {
        var options = OdeProblems.Tolerance(tolerance);
        var logistic = OdeSolver.Solve(OdeProblems.Logistic, 0, [0.1], 10, options);
        Assert.That(logistic.State[0], Is.EqualTo(1 / (1 + (9 * Math.Exp(-10)))).Within(20 * tolerance));
        var forced = OdeSolver.Solve(OdeProblems.Forced, 0, [1], 20, options);
        Assert.That(forced.State[0], Is.EqualTo(Math.Exp(Math.Sin(20))).Within(100 * tolerance));
    }

    [Test]
    public void A_smaller_tolerance_takes_more_steps_in_the_ratio_of_the_fifth_root()
    {
        double Steps(double tolerance) =>
            OdeSolver.Solve(OdeProblems.Oscillator, 0, [1, 0], 100, OdeProblems.Tolerance(tolerance)).Steps;
        Assert.That(Steps(1e-11) / Steps(1e-6), Is.EqualTo(10).Within(2));
    }

    [Test]
    public void Integrates_back_to_where_it_came_from()
    {
        var options = OdeProblems.Tolerance(1e-12);
        var there = OdeSolver.Solve(OdeProblems.Forced, 0, [1], 6, options);
        var back = OdeSolver.Solve(OdeProblems.Forced, 6, there.State, 0, options);
        Assert.That(back.State[0], Is.EqualTo(1).Within(1e-10));
        Assert.That(back.Time, Is.Zero);
    }

    [Test]
    public void Kepler_orbits_keep_energy_and_angular_momentum_and_return()
    {
        // Eccentricity 0.6, period 2π.
        double[] start = [0.4, 0, 0, 2];
        var end = OdeSolver.Solve(OdeProblems.Kepler, 0, start, 20 * Math.PI, OdeProblems.Tolerance(1e-12)).State;
        Assert.That(Energy(end), Is.EqualTo(-0.5).Within(1e-9));
        Assert.That((end[0] * end[3]) - (end[1] * end[2]), Is.EqualTo(0.8).Within(1e-9));
        Assert.That(end, Is.EqualTo(start).Within(1e-7));
    }

    [Test]
    public void Ends_exactly_at_every_end_it_is_given()
    {
        var solver = new DormandPrince(OdeProblems.Oscillator, 0, [1, 0], OdeProblems.Tolerance(1e-10));
        foreach (var end in new[] { 0.1, 0.30000000000000004, 1, 7.7 })
        {
            while (solver.Step(end) == OdeOutcome.Underway) { }
            Assert.That(solver.Time, Is.EqualTo(end));
            Assert.That(solver.State[0], Is.EqualTo(Math.Cos(end)).Within(1e-8));
        }
    }

    [Test]
    public void Steps_allocate_nothing()
    {
        var solver = new DormandPrince(OdeProblems.Oscillator, 0, [1, 0], OdeProblems.Tolerance(1e-10));
        var y = new double[2];
        for (var i = 0; i < 100; i++)
            solver.Step(1e6);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            solver.Step(1e6);
            solver.Interpolate((solver.PreviousTime + solver.Time) / 2, y);
        }
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static double Energy(double[] s) => (((s[2] * s[2]) + (s[3] * s[3])) / 2) - (1 / double.Hypot(s[0], s[1]));
}
