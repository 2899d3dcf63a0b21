using Dlnx.Numerics.Ode;

namespace Dlnx.Escape;

/// <summary>What counts as escaped.</summary>
public enum EscapeEvent
{
    /// <summary>The smallest scale of the bottleneck layers reaches the threshold.</summary>
    Min,

    /// <summary>The loss falls to a fraction of the loss of the zero network.</summary>
    Loss,
}

/// <summary>Escape of the exact reduced flow from the neighbourhood of the saddle.</summary>
public sealed record EscapeRun
{
    /// <summary>The event. Default: <see cref="EscapeEvent.Min"/>.</summary>
    public EscapeEvent Event { get; init; }

    /// <summary>a⋆ of the event <see cref="EscapeEvent.Min"/>. Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>The bottleneck layers, from 0; null (the default) for all.</summary>
    public IReadOnlyList<int>? Bottleneck { get; init; }

    /// <summary>The fraction of the event <see cref="EscapeEvent.Loss"/>. Default ½.</summary>
    public double Fraction { get; init; } = 0.5;

    /// <summary>The loss to take the fraction of; null (the default) for ½𝔼y².</summary>
    public double? Baseline { get; init; }

    /// <summary>The relative tolerance of the integration. Default 1e-10.</summary>
    public double RelativeTolerance { get; init; } = 1e-10;

    /// <summary>The absolute tolerance; null (the default) for 1e-12 of the smallest start.</summary>
    public double? AbsoluteTolerance { get; init; }

    /// <summary>The integrator. Default: the explicit one; flows with a fast fit of the mean need the implicit one.</summary>
    public OdeMethod Method { get; init; }

    /// <summary>The time after which the run is given up. Default 1e13.</summary>
    public double Horizon { get; init; } = 1e13;

    /// <summary>
    /// The number of steps after which the run is given up. Default 20 000, ten times what an escape needs: one that takes more
    /// has come to rest below the threshold.
    /// </summary>
    public int MaximumSteps { get; init; } = 20_000;

    /// <summary>Polled while integrating.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The first τ at which the event holds; null when it does not happen before the horizon or the run is given up.</summary>
    /// <param name="flow">the reduced flow</param>
    /// <param name="start">its state at τ = 0: the scales a(0), then what else it has</param>
    public double? Time(IReducedFlow flow, ReadOnlySpan<double> start)
    {
        var solution = Solve(flow, start);
        return solution.Outcome == OdeOutcome.StoppedAtEvent ? solution.Time : null;
    }

    /// <summary>The integration up to the event.</summary>
    /// <param name="flow">the reduced flow</param>
    /// <param name="start">its state at τ = 0, not all zero</param>
    public OdeSolution Solve(IReducedFlow flow, ReadOnlySpan<double> start)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var options = new OdeOptions
        {
            RelativeTolerance = RelativeTolerance,
            AbsoluteTolerance = AbsoluteTolerance ?? (1e-12 * SmallestMagnitude(start)),
            MaximumSteps = MaximumSteps,
            Cancellation = Cancellation,
        };
        var escape = Event == EscapeEvent.Min ? ThresholdEvent(flow.Depth) : LossEvent(flow);
        var elapsed = 0.0;
        var solution = Integrate(start, Horizon);
        // In deep chains the last part is shorter than the spacing of τ. The flow does not depend on the time, so a new
        // clock resolves it.
        while (solution.Outcome == OdeOutcome.StepTooSmall && solution.Steps > 0)
        {
            elapsed += solution.Time;
            solution = Integrate(solution.State, Horizon - elapsed);
        }

        return solution with
        {
            Time = elapsed + solution.Time,
        };

        OdeSolution Integrate(ReadOnlySpan<double> state, double end) =>
            Method == OdeMethod.Explicit
                ? OdeSolver.Solve(Velocity, 0, state, end, options, escape)
                : OdeSolver.SolveStiff(Velocity, 0, state, end, options, jacobian: null, escape);

        void Velocity(double time, ReadOnlySpan<double> state, Span<double> velocity) => flow.Velocity(state, velocity);
    }

    private static double SmallestMagnitude(ReadOnlySpan<double> scales)
    {
        var smallest = double.PositiveInfinity;
        foreach (var scale in scales)
            smallest = scale == 0 ? smallest : Math.Min(smallest, Math.Abs(scale));
        return smallest;
    }

    private OdeEvent ThresholdEvent(int depth)
    {
        int[] layers = [.. Bottleneck ?? [.. Enumerable.Range(0, depth)]];
        return new(
            (_, a) =>
            {
                var smallest = double.PositiveInfinity;
                foreach (var layer in layers)
                    smallest = Math.Min(smallest, a[layer]);
                return smallest - Threshold;
            },
            EventDirection.Rising,
            EventAction.Stop
        );
    }

    private OdeEvent LossEvent(IReducedFlow flow)
    {
        var level = Fraction * (Baseline ?? flow.BaselineLoss);
        return new((_, a) => flow.Loss(a) - level, EventDirection.Falling, EventAction.Stop);
    }
}
