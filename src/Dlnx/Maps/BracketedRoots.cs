namespace Dlnx.Maps;

/// <summary>All roots of a two-period equation found on a grid, the trivial root 1 excluded, ascending.</summary>
/// <param name="Lower">roots in (0, 1)</param>
/// <param name="Upper">roots in (1, 2^(1/L))</param>
public sealed record BracketedRoots(IReadOnlyList<double> Lower, IReadOnlyList<double> Upper)
{
    /// <summary>Roots closer to 1 than this are taken for the trivial root.</summary>
    public const double TrivialRadius = 1e-6;

    /// <summary>The lower bracket's root nearest to 1, NaN when there is none.</summary>
    public double Low => Lower.Count == 0 ? double.NaN : Lower[^1];

    /// <summary>The upper bracket's root nearest to 1, NaN when there is none.</summary>
    public double High => Upper.Count == 0 ? double.NaN : Upper[0];

    internal static BracketedRoots Scan(int depth, double a, int points)
    {
        MapDomain.AtLeast(points, 100, nameof(points));
        var top = Math.Pow(2, 1.0 / depth);
        var below = (int)(points / top);
        double g(double rho) => TwoPeriodEquation.Evaluate(depth, a, rho);
        return new(SignChanges(g, 0, 1 - TrivialRadius, below), SignChanges(g, 1 + TrivialRadius, top, points - below));
    }

    private static double[] SignChanges(Func<double, double> g, double low, double high, int cells)
    {
        List<double> roots = [];
        var (left, atLeft) = (low, g(low));
        for (var i = 1; i <= cells; i++)
        {
            var right = low + (high - low) * i / cells;
            var atRight = g(right);
            if (double.IsNegative(atLeft) != double.IsNegative(atRight))
            {
                roots.Add(BracketedRoot.Find(g, left, right));
            }
            (left, atLeft) = (right, atRight);
        }
        return [.. roots];
    }
}
