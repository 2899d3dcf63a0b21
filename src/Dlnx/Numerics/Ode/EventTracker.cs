using MathNet.Numerics.RootFinding;

namespace Dlnx.Numerics.Ode;

/// <summary>Watches event functions step by step and locates their zeros; allocates only where it finds one.</summary>
internal sealed class EventTracker
{
    private const int Iterations = 200;

    private readonly OdeEvent[] events;
    private readonly double[] before;
    private readonly double[] after;
    private readonly double[] state;
    private readonly List<OdeEventHit> found = [];

    /// <summary>A tracker at the solver's starting point.</summary>
    public EventTracker(OdeStepper solver, ReadOnlySpan<OdeEvent> events)
    {
        this.events = events.ToArray();
        before = new double[events.Length];
        after = new double[events.Length];
        state = new double[solver.Dimension];
        Evaluate(solver, after);
    }

    /// <summary>All zeros found so far that lie on the solution, in the order of their times.</summary>
    public List<OdeEventHit> Hits { get; } = [];

    /// <summary>Looks for zeros in the solver's last step; true when one of them stops the integration.</summary>
    public bool Meets(OdeStepper solver)
    {
        after.CopyTo(before, 0);
        Evaluate(solver, after);
        found.Clear();
        for (var i = 0; i < events.Length; i++)
        {
            if (events[i].IsCrossedBetween(before[i], after[i]))
            {
                found.Add(Locate(i, solver));
            }
        }

        return found.Count > 0 && Keep(solver.Time > solver.PreviousTime);
    }

    private bool Keep(bool forward)
    {
        found.Sort((a, b) => forward ? a.Time.CompareTo(b.Time) : b.Time.CompareTo(a.Time));
        foreach (var hit in found)
        {
            Hits.Add(hit);
            if (events[hit.Event].Action == EventAction.Stop)
            {
                return true;
            }
        }

        return false;
    }

    // The zero is sought along steps of the method itself, of every length up to the step's: of the method's order, where
    // the continuous extension has less.
    private OdeEventHit Locate(int index, OdeStepper solver)
    {
        var (start, step) = (solver.PreviousTime, solver.Time - solver.PreviousTime);
        double Value(double fraction)
        {
            if (fraction == 0)
            {
                return before[index];
            }

            solver.Shorten(fraction, state);
            return events[index].Function(start + (fraction * step), state);
        }

        if (after[index] == 0 || !Brent.TryFindRoot(Value, 0, 1, accuracy: 1e-15, Iterations, out var root))
        {
            root = 1;
        }

        Value(root);
        return new(index, root == 1 ? solver.Time : start + (root * step), [.. state]);
    }

    private void Evaluate(OdeStepper solver, double[] values)
    {
        for (var i = 0; i < events.Length; i++)
        {
            values[i] = events[i].Function(solver.Time, solver.State);
        }
    }
}
