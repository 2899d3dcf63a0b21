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

    /// <summary>The time after which the run is given up. Default 1e13.</summary>
    public double Horizon { get; init; } = 1e13;

    /// <summary>The largest number of steps of the integration. Default 1 000 000.</summary>
    public int MaximumSteps { get; init; } = 1_000_000;

    /// <summary>Polled while integrating.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The first τ at which the event holds; null when it does not happen before the horizon.</summary>
    /// <param name="chain">the reduced flow</param>
    /// <param name="scales">a(0)</param>
    public double? Time(ReducedChain chain, ReadOnlySpan<double> scales)
    {
        var solution = Solve(chain, scales);
        return solution.Outcome == OdeOutcome.StoppedAtEvent ? solution.Time : null;
    }

    /// <summary>The integration up to the event.</summary>
    /// <param name="chain">the reduced flow</param>
    /// <param name="scales">a(0), not all zero</param>
    public OdeSolution Solve(ReducedChain chain, ReadOnlySpan<double> scales)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var options = new OdeOptions
        {
            RelativeTolerance = RelativeTolerance,
            AbsoluteTolerance = 1e-12 * SmallestMagnitude(scales),
            MaximumSteps = MaximumSteps,
            Cancellation = Cancellation,
        };
        var escape = Event == EscapeEvent.Min ? ThresholdEvent(chain.Depth) : LossEvent(chain);
        return OdeSolver.Solve((_, a, velocity) => chain.Velocity(a, velocity), 0, scales, Horizon, options, escape);
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

    private OdeEvent LossEvent(ReducedChain chain)
    {
        var level = Fraction * (Baseline ?? chain.BaselineLoss);
        return new((_, a) => chain.Loss(a) - level, EventDirection.Falling, EventAction.Stop);
    }
}
