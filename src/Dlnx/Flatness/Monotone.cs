using Dlnx.Maps;

namespace Dlnx.Flatness;

/// <summary>The place where a non-decreasing function of the line changes its sign.</summary>
internal static class Monotone
{
    /// <summary>A root near a start; the bracket doubles its width until it holds one.</summary>
    /// <param name="f">non-decreasing, negative far left and positive far right</param>
    /// <param name="start">a guess</param>
    /// <param name="width">the width of the first bracket; enlarged when it is too small to matter</param>
    public static double Root(Func<double, double> f, double start, double width)
    {
        var reach = Math.Max(width, 1e-9 * Math.Max(1, Math.Abs(start)));
        var (low, high) = (start - reach, start + reach);
        while (f(low) > 0)
            (low, high, reach) = (low - (2 * reach), low, 2 * reach);
        while (f(high) < 0)
            (low, high, reach) = (high, high + (2 * reach), 2 * reach);
        return BracketedRoot.FindMonotone(f, low, high);
    }
}
