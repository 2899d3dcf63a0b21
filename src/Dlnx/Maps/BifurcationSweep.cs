using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>Iterates the balanced map at many steps k at once (B/fig-1), in parallel over blocks of steps.</summary>
public static class BifurcationSweep
{
    // Between two looks at the cancellation token, well under a millisecond passes. 2⁶·3·5·7: a multiple of most periods that
    // stable orbits have.
    private const int StepsPerPoll = 6720;

    /// <summary>
    /// Runs the plan at every step. Each orbit is bit for bit that of <see cref="BalancedMap"/>, whatever the number of
    /// workers and however the steps are split over calls.
    /// </summary>
    /// <param name="plan">depth, burn-in, iterates kept</param>
    /// <param name="steps">the steps k = ηS, each positive; for a learning rate η use ηLσ^(2−2/L)</param>
    /// <param name="cancellation">polled between blocks of steps</param>
    /// <exception cref="ArgumentException">a step or an entry of the plan is out of range</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public static SweepResult Run(SweepPlan plan, ReadOnlySpan<double> steps, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate();
        foreach (var k in steps)
        {
            MapDomain.Positive(k, nameof(steps));
        }
        var all = steps.ToArray();
        var orbits = new double[checked(all.Length * plan.Keep)];
        var exponents = new double[plan.LyapunovSteps == 0 ? 0 : all.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Workers, CancellationToken = cancellation };
        var blocks = (all.Length + SweepKernel.Lanes - 1) / SweepKernel.Lanes;
        Parallel.For(0, blocks, options, block => RunBlock(plan, all, block, orbits, exponents, cancellation));
        return new(all, orbits, plan.Keep, exponents);
    }

    private static void RunBlock(
        SweepPlan plan,
        double[] steps,
        int block,
        double[] orbits,
        double[] exponents,
        CancellationToken cancellation
    )
    {
        var first = block * SweepKernel.Lanes;
        var used = Math.Min(SweepKernel.Lanes, steps.Length - first);
        Span<double> c = stackalloc double[SweepKernel.Lanes];
        Span<double> x = stackalloc double[SweepKernel.Lanes];
        for (var lane = 0; lane < c.Length; lane++)
        {
            // Lanes beyond the last step repeat it; their results are not read.
            c[lane] = steps[first + Math.Min(lane, used - 1)] / plan.Depth;
            x[lane] = plan.Start;
        }
        Burn(plan, c, x, cancellation);
        if (exponents.Length > 0)
        {
            Average(plan, c, x, exponents.AsSpan(first, used), cancellation);
        }
        Record(plan, c, x, orbits.AsSpan(first * plan.Keep, used * plan.Keep));
    }

    /// <summary>Drops the burn-in; orbits that have closed, to the last bit, are not followed round and round.</summary>
    private static void Burn(SweepPlan plan, ReadOnlySpan<double> c, Span<double> x, CancellationToken cancellation)
    {
        Span<double> before = stackalloc double[SweepKernel.Lanes];
        for (var remaining = plan.Burn; remaining > 0; )
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(StepsPerPoll, remaining);
            x.CopyTo(before);
            SweepKernel.Advance(plan.Depth, c, x, count);
            remaining -= count;
            if (count == StepsPerPoll && MemoryMarshal.AsBytes(before).SequenceEqual(MemoryMarshal.AsBytes(x)))
            {
                remaining %= StepsPerPoll;
            }
        }
    }

    private static void Average(
        SweepPlan plan,
        ReadOnlySpan<double> c,
        Span<double> x,
        Span<double> exponents,
        CancellationToken cancellation
    )
    {
        Span<double> sums = stackalloc double[SweepKernel.Lanes];
        sums.Clear();
        foreach (var count in Portions(plan.LyapunovSteps))
        {
            cancellation.ThrowIfCancellationRequested();
            SweepKernel.AdvanceWithLogarithms(plan.Depth, c, x, sums, count);
        }
        for (var lane = 0; lane < exponents.Length; lane++)
        {
            exponents[lane] = double.IsFinite(x[lane]) ? sums[lane] / plan.LyapunovSteps : double.NaN;
        }
    }

    private static void Record(SweepPlan plan, ReadOnlySpan<double> c, Span<double> x, Span<double> orbits)
    {
        for (var t = 0; t < plan.Keep; t++)
        {
            SweepKernel.Advance(plan.Depth, c, x, 1);
            for (var i = t; i < orbits.Length; i += plan.Keep)
            {
                orbits[i] = x[i / plan.Keep];
            }
        }
    }

    /// <summary>Splits a number of steps into portions of at most <see cref="StepsPerPoll"/>.</summary>
    private static IEnumerable<int> Portions(int steps)
    {
        for (var done = 0; done < steps; done += StepsPerPoll)
        {
            yield return Math.Min(StepsPerPoll, steps - done);
        }
    }
}
