using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Numerics.Ode;

public sealed class RadauTests
{
    [Test]
    public void Converges_with_order_five_on_an_autonomous_system()
    {
        double[] start = [1, 0];
        double Error(int steps)
        {
            var options = OdeProblems.FixedStep(4.0 / steps);
            var end = OdeSolver.SolveStiff(OdeProblems.Oscillator, 0, start, 4, options).State;
            return double.Hypot(end[0] - Math.Cos(4), end[1] + Math.Sin(4));
        }
        Assert.That(Math.Log2(Error(32) / Error(64)), Is.EqualTo(5).Within(0.15));
    }

    [Test]
    public void Converges_with_order_five_where_time_enters()
    {
        double Error(int steps)
        {
            var options = OdeProblems.FixedStep(5.0 / steps);
            var end = OdeSolver.SolveStiff(OdeProblems.Forced, 0, [1], 5, options).State;
            return Math.Abs(end[0] - Math.Exp(Math.Sin(5)));
        }
        Assert.That(Math.Log2(Error(200) / Error(400)), Is.EqualTo(5).Within(0.15));
    }

    [Test]
    public void The_error_estimate_falls_with_the_fourth_power_of_the_step()
    {
        double Steps(double tolerance) =>
            OdeSolver.SolveStiff(OdeProblems.Oscillator, 0, [1, 0], 50, OdeProblems.Tolerance(tolerance)).Steps;
        Assert.That(Steps(1e-10) / Steps(1e-6), Is.EqualTo(10).Within(1.5));
    }

    [Test]
    public void The_collocation_polynomial_has_order_three_inside_a_step_and_meets_both_ends()
    {
        // One step from an exact point: a method of order 3 has a local error of order h⁴.
        static double LocalError(double h)
        {
            var exact = Math.Exp(Math.Sin(0.3));
            var solver = new Radau(OdeProblems.Forced, 0.3, [exact], OdeProblems.FixedStep(h));
            solver.Step(0.3 + h);
            var y = new double[1];
            solver.Interpolate(solver.PreviousTime, y);
            Assert.That(y[0], Is.EqualTo(exact));
            solver.Interpolate(solver.Time, y);
            Assert.That(y[0], Is.EqualTo(solver.State[0]).Within(1e-14));
            return Enumerable
                .Range(1, 9)
                .Max(i =>
                {
                    var t = 0.3 + (i * h / 10);
                    solver.Interpolate(t, y);
                    return Math.Abs(y[0] - Math.Exp(Math.Sin(t)));
                });
        }
        Assert.That(Math.Log2(LocalError(0.1) / LocalError(0.05)), Is.EqualTo(4).Within(0.3));
    }

    [TestCase(-1e3)]
    [TestCase(-1e6)]
    [TestCase(-1e9)]
    public void Follows_Prothero_and_Robinson_with_few_steps(double rate)
    {
        // ẏ = λ(y − cos t) − sin t: cos t for every λ; an explicit method needs |λ|·10/3.25 steps.
        OdeSystem system = (t, y, dydt) => dydt[0] = (rate * (y[0] - Math.Cos(t))) - Math.Sin(t);
        var solution = OdeSolver.SolveStiff(system, 0, [1], 10, OdeProblems.Tolerance(1e-8));
        Assert.That(solution.OrThrow().State[0], Is.EqualTo(Math.Cos(10)).Within(1e-8));
        Assert.That(solution.Steps, Is.LessThan(400));
    }

    [Test]
    public void Robertson_agrees_with_its_reference_solution()
    {
        // Mazzia and Magherini, "Test set for initial value problem solvers", 2008: the solution at t = 10¹¹.
        double[] reference = [0.2083340149701255e-7, 0.8333360770334713e-13, 0.9999999791665050];
        var options = new OdeOptions { RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-18 };
        var solution = OdeSolver.SolveStiff(StiffProblems.Robertson, 0, [1, 0, 0], 1e11, options);
        Assert.That(solution.OrThrow().State, Is.EqualTo(reference).Within(1e-5).Percent);
        Assert.That(solution.State.Sum(), Is.EqualTo(1).Within(1e-10));
    }

    [Test]
    public void A_supplied_Jacobian_gives_the_same_as_differences()
    {
        var options = new OdeOptions { RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-14 };
        double[] start = [1, 0, 0];
        var differences = OdeSolver.SolveStiff(StiffProblems.Robertson, 0, start, 1e4, options);
        var supplied = OdeSolver.SolveStiff(
            StiffProblems.Robertson,
            0,
            start,
            1e4,
            options,
            StiffProblems.RobertsonJacobian
        );
        Assert.That(supplied.State, Is.EqualTo(differences.State).Within(1e-5).Percent);
        Assert.That(supplied.Evaluations, Is.LessThan(differences.Evaluations));
    }

    [Test]
    public void Agrees_with_the_explicit_method([Values(1e-7, 1e-10)] double tolerance)
    {
        double[] start = [0.4, 0, 0, 2];
        var options = OdeProblems.Tolerance(tolerance);
        var explicitly = OdeSolver.Solve(OdeProblems.Kepler, 0, start, 3, options);
        var implicitly = OdeSolver.SolveStiff(OdeProblems.Kepler, 0, start, 3, options);
        Assert.That(implicitly.State, Is.EqualTo(explicitly.State).Within(300 * tolerance));
    }

    [Test]
    public void Van_der_Pol_relaxes_with_the_explicit_methods_period()
    {
        // ẍ = μ(1 − x²)ẋ − x at μ = 30: stiff enough to matter, not too stiff for the explicit method.
        OdeSystem system = (_, y, dydt) => (dydt[0], dydt[1]) = (y[1], (30 * (1 - (y[0] * y[0])) * y[1]) - y[0]);
        var upward = new OdeEvent((_, y) => y[0], EventDirection.Rising);
        var options = OdeProblems.Tolerance(1e-9);
        var implicitly = OdeSolver.SolveStiff(system, 0, [2, 0], 200, options, jacobian: null, upward);
        var explicitly = OdeSolver.Solve(system, 0, [2, 0], 200, options, upward);
        Assert.That(implicitly.Hits, Has.Count.EqualTo(explicitly.Hits.Count).And.Count.GreaterThan(2));
        Assert.That(
            implicitly.Hits.Select(hit => hit.Time),
            Is.EqualTo(explicitly.Hits.Select(hit => hit.Time)).Within(1e-5)
        );
        Assert.That(implicitly.Steps, Is.LessThan(explicitly.Steps));
    }

    [Test]
    public void Half_life_of_a_decay_is_its_closed_form([Values(1e-6, 1e-9, 1e-12)] double tolerance)
    {
        var half = new OdeEvent((_, y) => y[0] - 0.5, EventDirection.Falling, EventAction.Stop);
        var solution = OdeSolver.SolveStiff(
            OdeProblems.Decay(3),
            0,
            [1],
            10,
            OdeProblems.Tolerance(tolerance),
            jacobian: null,
            half
        );
        Assert.That(solution.Outcome, Is.EqualTo(OdeOutcome.StoppedAtEvent));
        Assert.That(solution.Time, Is.EqualTo(Math.Log(2) / 3).Within(10 * tolerance));
        Assert.That(solution.State[0], Is.EqualTo(0.5).Within(1e-14));
    }

    [Test]
    public void Integrates_back_to_where_it_came_from()
    {
        var options = OdeProblems.Tolerance(1e-11);
        var there = OdeSolver.SolveStiff(OdeProblems.Forced, 0, [1], 6, options);
        var back = OdeSolver.SolveStiff(OdeProblems.Forced, 6, there.State, 0, options);
        Assert.That(back.State[0], Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void A_pole_and_the_end_of_the_domain_are_outcomes()
    {
        var pole = OdeSolver.SolveStiff((_, y, dydt) => dydt[0] = y[0] * y[0], 0, [1], 2);
        Assert.That(pole.Outcome, Is.EqualTo(OdeOutcome.StepTooSmall).Or.EqualTo(OdeOutcome.NotFinite));
        Assert.That(pole.Time, Is.EqualTo(1).Within(1e-6));
        var domain = OdeSolver.SolveStiff((_, y, dydt) => dydt[0] = -1 / Math.Sqrt(y[0]), 0, [1], 2);
        Assert.That(domain.Outcome, Is.EqualTo(OdeOutcome.StepTooSmall).Or.EqualTo(OdeOutcome.NotFinite));
        Assert.That(domain.Time, Is.EqualTo(2.0 / 3).Within(1e-4));
    }
}
