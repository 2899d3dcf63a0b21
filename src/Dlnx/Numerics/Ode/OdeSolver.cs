namespace Dlnx.Numerics.Ode;

/// <summary>
/// Integrates over a whole interval: with <see cref="DormandPrince"/>, or with <see cref="Radau"/> where the system is stiff.
/// </summary>
public static class OdeSolver
{
    /// <summary>The end of the solution from (start, state), and the events on the way.</summary>
    /// <param name="system">f</param>
    /// <param name="start">t at the start</param>
    /// <param name="state">y at the start, at least one entry</param>
    /// <param name="end">t at the end; before the start to integrate backwards</param>
    /// <param name="options">accuracy and limits; null for the defaults</param>
    /// <param name="events">the events to look for</param>
    /// <exception cref="ArgumentException">an argument out of its range</exception>
    public static OdeSolution Solve(
        OdeSystem system,
        double start,
        ReadOnlySpan<double> state,
        double end,
        OdeOptions? options = null,
        params ReadOnlySpan<OdeEvent> events
    ) => Run(new DormandPrince(system, start, state, options), end, trajectory: null, events);

    /// <summary>The end of the solution of a stiff system from (start, state), and the events on the way.</summary>
    /// <param name="system">f</param>
    /// <param name="start">t at the start</param>
    /// <param name="state">y at the start, at least one entry</param>
    /// <param name="end">t at the end; before the start to integrate backwards</param>
    /// <param name="options">accuracy and limits; null for the defaults</param>
    /// <param name="jacobian">∂f/∂y; null for forward differences of f</param>
    /// <param name="events">the events to look for</param>
    /// <exception cref="ArgumentException">an argument out of its range</exception>
    public static OdeSolution SolveStiff(
        OdeSystem system,
        double start,
        ReadOnlySpan<double> state,
        double end,
        OdeOptions? options = null,
        OdeJacobian? jacobian = null,
        params ReadOnlySpan<OdeEvent> events
    ) => Run(new Radau(system, start, state, options, jacobian), end, trajectory: null, events);

    /// <summary>The solution from (start, state) at every time up to its end.</summary>
    /// <inheritdoc cref="Solve"/>
    public static OdeTrajectory SolveDense(
        OdeSystem system,
        double start,
        ReadOnlySpan<double> state,
        double end,
        OdeOptions? options = null,
        params ReadOnlySpan<OdeEvent> events
    )
    {
        var solver = new DormandPrince(system, start, state, options);
        var trajectory = new OdeTrajectory(solver);
        trajectory.End = Run(solver, end, trajectory, events);
        return trajectory;
    }

    private static OdeSolution Run(
        OdeStepper solver,
        double end,
        OdeTrajectory? trajectory,
        ReadOnlySpan<OdeEvent> events
    )
    {
        var tracker = new EventTracker(solver, events);
        while (true)
        {
            var outcome = solver.Step(end);
            if (outcome is not (OdeOutcome.Underway or OdeOutcome.ReachedEnd) || solver.Steps == 0)
            {
                return Ended(outcome, solver, tracker);
            }

            trajectory?.Append();
            if (tracker.Meets(solver))
            {
                var stop = tracker.Hits[^1];
                return Ended(OdeOutcome.StoppedAtEvent, solver, tracker) with { Time = stop.Time, State = stop.State };
            }

            if (outcome == OdeOutcome.ReachedEnd)
            {
                return Ended(outcome, solver, tracker);
            }
        }
    }

    private static OdeSolution Ended(OdeOutcome outcome, OdeStepper solver, EventTracker tracker) =>
        new(
            outcome,
            solver.Time,
            solver.State.ToArray(),
            tracker.Hits,
            solver.Steps,
            solver.RejectedSteps,
            solver.Evaluations
        );
}
