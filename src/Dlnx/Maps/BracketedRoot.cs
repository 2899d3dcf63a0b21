using MathNet.Numerics.RootFinding;

namespace Dlnx.Maps;

/// <summary>One root in a bracket with a sign change, to the last bits of a double.</summary>
internal static class BracketedRoot
{
    private const int Iterations = 500;

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
}
