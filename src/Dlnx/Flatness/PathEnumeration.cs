using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>All 2^t end points of $x_{k+1} = x_k \pm \Delta(x_k)$ from one start, as an array indexed by the packed string.</summary>
public static class PathEnumeration
{
    /// <summary>The largest number of steps: 2^22 numbers.</summary>
    public const int MaximalSteps = 22;

    /// <summary>
    /// Fills the end points: entry s belongs to the string whose <see cref="SignString.Minuses"/> is s. Nothing is allocated.
    /// </summary>
    /// <param name="law">Δ</param>
    /// <param name="start">x_0</param>
    /// <param name="endpoints">2^t numbers, t from 0 to <see cref="MaximalSteps"/></param>
    /// <returns>the hull of all states x_0 … x_t of all strings, terminal ones included</returns>
    /// <exception cref="ArgumentException">the length is not a power of two in range</exception>
    public static StateHull Fill(StepLaw law, double start, Span<double> endpoints)
    {
        ArgumentNullException.ThrowIfNull(law);
        if (!int.IsPow2(endpoints.Length) || endpoints.Length > 1 << MaximalSteps)
        {
            var room = $"The room for end points is {endpoints.Length}";
            throw new ArgumentException($"{room}; it must be a power of two, at most 2^{MaximalSteps}.");
        }
        var (lower, upper) = (start, start);
        endpoints[0] = start;
        for (var count = 1; count < endpoints.Length; count *= 2)
        {
            Step(law, endpoints[..count], endpoints[count..(2 * count)]);
            var states = (ReadOnlySpan<double>)endpoints[..(2 * count)];
            lower = Math.Min(lower, TensorPrimitives.Min(states));
            upper = Math.Max(upper, TensorPrimitives.Max(states));
        }
        return new(lower, upper);
    }

    /// <summary>The end points of all strings of t signs.</summary>
    /// <param name="law">Δ</param>
    /// <param name="start">x_0</param>
    /// <param name="steps">t, 0 to <see cref="MaximalSteps"/></param>
    public static double[] Endpoints(StepLaw law, double start, int steps)
    {
        var endpoints = new double[CountOf(steps)];
        Fill(law, start, endpoints);
        return endpoints;
    }

    /// <summary>The end points of all strings of t signs, exactly.</summary>
    /// <param name="law">Δ</param>
    /// <param name="start">x_0</param>
    /// <param name="steps">t, 0 to <see cref="MaximalSteps"/>; heights grow with t</param>
    public static Rational[] Endpoints(RationalStep law, Rational start, int steps)
    {
        ArgumentNullException.ThrowIfNull(law);
        var endpoints = new Rational[CountOf(steps)];
        endpoints[0] = start;
        for (var count = 1; count < endpoints.Length; count *= 2)
        {
            for (var i = 0; i < count; i++)
            {
                var (x, step) = (endpoints[i], law.At(endpoints[i]));
                endpoints[i + count] = x - step;
                endpoints[i] = x + step;
            }
        }
        return endpoints;
    }

    /// <summary>2^t, the number of strings of t signs.</summary>
    /// <param name="steps">t, 0 to <see cref="MaximalSteps"/></param>
    /// <exception cref="ArgumentException">t is out of range</exception>
    public static int CountOf(int steps) =>
        steps is >= 0 and <= MaximalSteps
            ? 1 << steps
            : throw new ArgumentException($"{steps} steps are not enumerated; 0 to {MaximalSteps} are.");

    /// <summary>One step of all paths: the + branch stays in place, the − branch goes to the other span.</summary>
    private static void Step(StepLaw law, Span<double> states, Span<double> minus)
    {
        for (var i = 0; i < states.Length; i++)
        {
            var (x, step) = (states[i], law.At(states[i]));
            minus[i] = x - step;
            states[i] = x + step;
        }
    }
}

/// <summary>The smallest interval that holds a set of states.</summary>
/// <param name="Lower">its left end</param>
/// <param name="Upper">its right end</param>
public readonly record struct StateHull(double Lower, double Upper)
{
    /// <summary>The smallest interval that holds both.</summary>
    public StateHull With(StateHull other) => new(Math.Min(Lower, other.Lower), Math.Max(Upper, other.Upper));
}
