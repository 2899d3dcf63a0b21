namespace Dlnx.Numerics.Ode;

/// <summary>The end of an integration and what it met.</summary>
/// <param name="Outcome">how it ended</param>
/// <param name="Time">t where it ended</param>
/// <param name="State">y there</param>
/// <param name="Hits">the events met, in the order of their times</param>
/// <param name="Steps">accepted steps</param>
/// <param name="RejectedSteps">rejected steps</param>
/// <param name="Evaluations">calls of the right-hand side, without those that locate events</param>
public sealed record OdeSolution(
    OdeOutcome Outcome,
    double Time,
    double[] State,
    IReadOnlyList<OdeEventHit> Hits,
    int Steps,
    int RejectedSteps,
    long Evaluations
)
{
    /// <summary>This solution, if it reached its end or an event that stops it.</summary>
    /// <exception cref="ArithmeticException">it gave up before; the message says where, why and what to do</exception>
    public OdeSolution OrThrow() =>
        Outcome is OdeOutcome.ReachedEnd or OdeOutcome.StoppedAtEvent
            ? this
            : throw new ArithmeticException($"The integration ended at t = {Time:R}. {Outcome.Sentence()}");
}
