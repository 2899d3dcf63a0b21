using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>The curvature process by Monte-Carlo paths, a cross-check of the exact laws.</summary>
public static class SampledCurvature
{
    /// <summary>The end points of independent paths.</summary>
    /// <param name="law">Δ</param>
    /// <param name="initial">the law of x_0</param>
    /// <param name="steps">t, 0 to 63: the signs of a path are bits of one draw</param>
    /// <param name="paths">how many</param>
    /// <param name="stream">the source of randomness; one uniform and one word per path</param>
    /// <returns>x_t of all paths, ascending</returns>
    public static double[] Endpoints(StepLaw law, InitialLaw initial, int steps, int paths, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(initial);
        ArgumentNullException.ThrowIfNull(stream);
        if (steps is < 0 or > 63)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, "t must be 0 to 63.");
        var endpoints = new double[paths];
        for (var i = 0; i < paths; i++)
        {
            // The middle of one of 2⁵² equal parts: strictly between 0 and 1.
            var x = initial.Quantile(((stream.NextUInt64() >> 12) + 0.5) / (1L << 52));
            var signs = stream.NextUInt64();
            for (var k = 0; k < steps; k++)
                x = ((signs >> k) & 1) == 0 ? law.Up(x) : law.Down(x);
            endpoints[i] = x;
        }
        Array.Sort(endpoints);
        return endpoints;
    }

    /// <summary>The largest difference between the empirical distribution function of a sample and another one.</summary>
    /// <param name="ascending">the sample in order</param>
    /// <param name="cumulative">a continuous distribution function</param>
    public static double Distance(ReadOnlySpan<double> ascending, Func<double, double> cumulative)
    {
        var largest = 0.0;
        for (var i = 0; i < ascending.Length; i++)
        {
            var at = cumulative(ascending[i]);
            largest = Math.Max(
                largest,
                Math.Max(at - ((double)i / ascending.Length), ((i + 1.0) / ascending.Length) - at)
            );
        }
        return largest;
    }
}
