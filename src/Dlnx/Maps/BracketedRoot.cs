using MathNet.Numerics.RootFinding;

namespace Dlnx.Maps;

/// <summary>One root in a bracket with a sign change, to the last bits of a double.</summary>
internal static class BracketedRoot
{
    // Halving reaches a root near the smallest double after some 2000 iterations.
    private const int Iterations = 4000;

    /// <summary>Brent's method; the bracket's ends must have values of opposite sign.</summary>
    /// <exception cref="ArgumentException">no sign change between the ends</exception>
    public static double Find(Func<double, double> f, double low, double high)
    {
        if (Brent.TryFindRoot(f, low, high, accuracy: double.Epsilon, Iterations, out var root))
        {
            return root;
        }
        throw new ArgumentException(
            $"No sign change between {low} (value {f(low)}) and {high} (value {f(high)}); bracket one root.",
            nameof(low)
        );
    }

    /// <summary>
    /// The root of a monotone function that is known to lie between two ends, possibly at one of them: there rounding may
    /// hide the change of sign, and the end with the smaller value is the root.
    /// </summary>
    public static double FindMonotone(Func<double, double> f, double low, double high)
    {
        var (atLow, atHigh) = (f(low), f(high));
        if (low < high && Math.Sign(atLow) * Math.Sign(atHigh) < 0)
        {
            return Find(f, low, high);
        }
        return Math.Abs(atLow) <= Math.Abs(atHigh) ? low : high;
    }
}
