using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Numerics.Ode;

public sealed class OdeEventTests
{
    private static readonly OdeOptions Tight = OdeProblems.Tolerance(1e-12);

    [Test]
    public void Zeros_of_the_cosine_are_located_to_the_tolerance()
    {
        var zero = new OdeEvent((_, y) => y[0]);
        var solution = OdeSolver.Solve(OdeProblems.Oscillator, 0, [1, 0], 20, Tight, zero);
        var exact = Enumerable.Range(0, 6).Select(k => (k + 0.5) * Math.PI).ToArray();
        Assert.That(solution.Hits.Select(hit => hit.Time), Is.EqualTo(exact).Within(1e-10));
        Assert.That(solution.Hits.Select(hit => hit.State[0]), Is.All.EqualTo(0).Within(1e-14));
    }

    [Test]
    public void The_direction_chooses_among_them()
    {
        var solution = OdeSolver.Solve(
            OdeProblems.Oscillator,
            0,
            [1, 0],
            12,
            Tight,
            new((_, y) => y[0], EventDirection.Rising),
            new((_, y) => y[0], EventDirection.Falling)
        );
        Assert.That(solution.Hits.Select(hit => hit.Event), Is.EqualTo(new[] { 1, 0, 1, 0 }));
        Assert.That(
            solution.Hits.Select(hit => hit.Time / Math.PI),
            Is.EqualTo(new[] { 0.5, 1.5, 2.5, 3.5 }).Within(1e-10)
        );
    }

    [Test]
    public void A_stopping_event_ends_there_and_drops_what_comes_after()
    {
        // A long step holds both zeros; the later one, listed first, lies beyond the end.
        var solution = OdeSolver.Solve(
            OdeProblems.Decay(1),
            0,
            [1],
            5,
            OdeProblems.FixedStep(5),
            new((t, _) => t - 2),
            new((t, _) => t - 1, Action: EventAction.Stop)
        );
        Assert.That(solution.Outcome, Is.EqualTo(OdeOutcome.StoppedAtEvent));
        Assert.That(solution.Hits.Single().Event, Is.EqualTo(1));
        Assert.That(solution.Time, Is.EqualTo(1).Within(1e-14));
    }

    [Test]
    public void Half_life_of_a_decay_is_its_closed_form([Values(1e-6, 1e-9, 1e-12)] double tolerance)
    {
        var half = new OdeEvent((_, y) => y[0] - 0.5, EventDirection.Falling, EventAction.Stop);
        var solution = OdeSolver.Solve(OdeProblems.Decay(3), 0, [1], 10, OdeProblems.Tolerance(tolerance), half);
        Assert.That(solution.Time, Is.EqualTo(Math.Log(2) / 3).Within(10 * tolerance));
        Assert.That(solution.State[0], Is.EqualTo(0.5).Within(1e-14));
    }

    [Test]
    public void Backwards_the_order_of_the_hits_is_that_of_the_integration()
    {
        var zero = new OdeEvent((_, y) => y[0], EventDirection.Rising);
        var solution = OdeSolver.Solve(OdeProblems.Oscillator, 10, [Math.Cos(10), -Math.Sin(10)], 0, Tight, zero);
        Assert.That(solution.Hits.Select(hit => hit.Time / Math.PI), Is.EqualTo(new[] { 2.5, 0.5 }).Within(1e-9));
    }

    [Test]
    public void A_zero_at_the_start_is_no_event()
    {
        var zero = new OdeEvent((_, y) => y[1]);
        var solution = OdeSolver.Solve(OdeProblems.Oscillator, 0, [1, 0], 4, Tight, zero);
        Assert.That(solution.Hits.Single().Time, Is.EqualTo(Math.PI).Within(1e-10));
    }
}
