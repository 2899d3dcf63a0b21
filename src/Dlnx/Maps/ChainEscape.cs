using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Maps;

/// <summary>How many orbits of the chain map leave the positive numbers (A/x-3), 64 starts at once.</summary>
public static class ChainEscape
{
    private const int StepsPerPoll = 1024;

    /// <summary>The number of starts whose orbit has some u_t ≤ 0, t = 1 … steps, on any number of workers.</summary>
    /// <param name="map">F_κ, with k = κL</param>
    /// <param name="starts">u₀, each positive</param>
    /// <param name="steps">at least 1</param>
    /// <param name="cancellation">polled every 1024 steps</param>
    /// <exception cref="ArgumentException">a start is not positive, or there are no steps</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public static int Count(
        BalancedMap map,
        ReadOnlySpan<double> starts,
        int steps,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(map);
        MapDomain.AtLeast(steps, 1, nameof(steps));
        foreach (var start in starts)
        {
            MapDomain.Positive(start, nameof(starts));
        }
        var all = starts.ToArray();
        var blocks = (all.Length + SweepKernel.Lanes - 1) / SweepKernel.Lanes;
        var escaped = 0;
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { CancellationToken = cancellation },
            block => Interlocked.Add(ref escaped, CountBlock(map, all, block, steps, cancellation))
        );
        return escaped;
    }

    /// <summary>Starts drawn evenly from (0.05, 1): below the fixed point, and not so small that they rest at zero.</summary>
    /// <param name="stream">the source</param>
    /// <param name="count">how many</param>
    public static double[] Starts(RandomStream stream, int count)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var starts = new double[count];
        foreach (ref var start in starts.AsSpan())
        {
            start = stream.NextUniform(0.05, 1);
        }
        return starts;
    }

    private static int CountBlock(
        BalancedMap map,
        double[] starts,
        int block,
        int steps,
        CancellationToken cancellation
    )
    {
        var own = starts.AsSpan(block * SweepKernel.Lanes);
        var used = Math.Min(SweepKernel.Lanes, own.Length);
        Span<double> step = stackalloc double[SweepKernel.Lanes];
        Span<double> x = stackalloc double[SweepKernel.Lanes];
        Span<double> lowest = stackalloc double[SweepKernel.Lanes];
        step.Fill(map.K / map.Depth);
        // Lanes beyond the last start repeat the first; they are not counted.
        x.Fill(own[0]);
        own[..used].CopyTo(x);
        x.CopyTo(lowest);
        for (var t = 0; t < steps; t++)
        {
            if (t % StepsPerPoll == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            SweepKernel.Advance(map.Depth, step, x, 1);
            TensorPrimitives.Min(lowest, x, lowest);
        }
        return Escaped(lowest[..used]);
    }

    // An orbit that diverges to NaN was below zero before: F is finite and positive wherever it does not overshoot.
    private static int Escaped(ReadOnlySpan<double> lowest)
    {
        var count = 0;
        foreach (var low in lowest)
        {
            count += low > 0 ? 0 : 1;
        }
        return count;
    }
}
