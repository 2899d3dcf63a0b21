namespace Dlnx.Numerics.Ode;

/// <summary>Which sign changes of an event function count, in the direction of the integration.</summary>
public enum EventDirection
{
    /// <summary>Both.</summary>
    Both,

    /// <summary>From negative to positive.</summary>
    Rising,

    /// <summary>From positive to negative.</summary>
    Falling,
}

/// <summary>What happens at an event.</summary>
public enum EventAction
{
    /// <summary>It is recorded, and the integration goes on.</summary>
    Record,

    /// <summary>It is recorded, and the integration ends there.</summary>
    Stop,
}

/// <summary>
/// A zero of g(t, y) along the solution. A zero at the very start is not reported; two zeros within one step go unseen.
/// </summary>
/// <param name="Function">g</param>
/// <param name="Direction">which sign changes count</param>
/// <param name="Action">what happens there</param>
public sealed record OdeEvent(
    OdeEventFunction Function,
    EventDirection Direction = EventDirection.Both,
    EventAction Action = EventAction.Record
)
{
    internal bool IsCrossedBetween(double before, double after)
    {
        var rises = before < 0 && after >= 0;
        var falls = before > 0 && after <= 0;
        return Direction switch
        {
            EventDirection.Rising => rises,
            EventDirection.Falling => falls,
            _ => rises || falls,
        };
    }
}

/// <summary>A zero that was met.</summary>
/// <param name="Event">which event, by its place in the list, from 0</param>
/// <param name="Time">t</param>
/// <param name="State">y there</param>
public sealed record OdeEventHit(int Event, double Time, double[] State);
