namespace Dlnx.Maps;

/// <summary>The ranges shared by everything about one singular direction, as sentences when they are left.</summary>
internal static class MapDomain
{
    public const int MaxDepth = 64;
    public const double MaxRealDepth = 1e12;

    public static int Depth(int depth, int most = MaxDepth) =>
        depth >= 2 && depth <= most
            ? depth
            : throw new ArgumentOutOfRangeException(
                nameof(depth),
                depth,
                $"The depth must be between 2 and {most} layers; it is {depth}."
            );

    /// <summary>The depth from which on r^(2−L) is a coordinate.</summary>
    public static int LeafDepth(int depth) =>
        depth is >= 3 and <= MaxDepth
            ? depth
            : throw new ArgumentOutOfRangeException(
                nameof(depth),
                depth,
                $"Leaf coordinates r^(2−L) need a depth between 3 and {MaxDepth} layers; it is {depth}."
            );

    /// <summary>The depth of what makes sense between integers too.</summary>
    public static double RealDepth(double depth) =>
        depth is >= 2 and <= MaxRealDepth
            ? depth
            : throw new ArgumentOutOfRangeException(
                nameof(depth),
                depth,
                $"The depth must be between 2 and {MaxRealDepth:G} layers; it is {depth}."
            );

    public static double Positive(double value, string name) =>
        double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive and finite; it is {value}.");

    public static double Finite(double value, string name) =>
        double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite; it is {value}.");

    /// <summary>The step above the onset k = 2, where the fixed point 1 has given way to a two-cycle.</summary>
    public static double AboveOnset(double k) =>
        k is > 2 and <= 4
            ? k
            : throw new ArgumentOutOfRangeException(
                nameof(k),
                k,
                $"A two-cycle around the fixed point 1 needs a step k = ηS in (2, 4]; k is {k}."
            );

    public static int AtLeast(int value, int least, string name) =>
        value >= least
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {least}; it is {value}.");
}
