namespace Dlnx.Escape;

/// <summary>One escape of the exact reduced flow from given scales.</summary>
/// <param name="Activation">φ</param>
/// <param name="Start">a(0), as many as layers</param>
public sealed record EscapeCase(Activation Activation, IReadOnlyList<double> Start)
{
    /// <summary>α, the scale of the teacher. Default 1.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>The event and the accuracy.</summary>
    public EscapeRun Run { get; init; } = new();

    /// <summary>The first τ at which the event holds; null when it does not happen before the horizon.</summary>
    public double? Time() => Run.Time(new ReducedChain(Activation, Start.Count, Alpha), [.. Start]);
}

/// <summary>Many escapes at once.</summary>
public static class EscapeSweep
{
    /// <summary>The results of independent computations, in their order; the same on any number of workers.</summary>
    /// <param name="count">how many</param>
    /// <param name="time">the computation of an index from 0, called from several threads</param>
    /// <param name="cancellation">polled between computations</param>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static double?[] Times(int count, Func<int, double?> time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(time);
        var times = new double?[count];
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, count, options, i => times[i] = time(i));
        return times;
    }

    /// <summary>The escape times of independent cases, in their order.</summary>
    /// <param name="cases">the cases</param>
    /// <param name="cancellation">polled between and within the cases</param>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static double?[] Times(IReadOnlyList<EscapeCase> cases, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        return Times(cases.Count, Time, cancellation);

        double? Time(int index)
        {
            var one = cases[index];
            return (one with { Run = one.Run with { Cancellation = cancellation } }).Time();
        }
    }
}
