using Dlnx.Maps;

namespace Dlnx.Flatness;

/// <summary>The highest place of a density, and how many local maxima it has.</summary>
/// <param name="Mode">where the density is largest</param>
/// <param name="Height">the density there</param>
/// <param name="Peaks">local maxima above the floor; a plateau counts once</param>
public sealed record DensityShape(double Mode, double Height, int Peaks)
{
    /// <summary>Local maxima below this are not counted.</summary>
    public const double Floor = 1e-6;

    /// <summary>
    /// Searches a density that is smooth between its knots: the largest of all grid points and knots; off a knot the mode is
    /// refined as the zero of the slope between its neighbours.
    /// </summary>
    /// <param name="density">f</param>
    /// <param name="slope">f′</param>
    /// <param name="knots">places of kinks and jumps, known to rounding</param>
    /// <param name="low">lower end of the grid</param>
    /// <param name="high">upper end</param>
    /// <param name="points">points of the grid, ≥ 3</param>
    public static DensityShape Search(
        Func<double, double> density,
        Func<double, double> slope,
        IEnumerable<double> knots,
        double low,
        double high,
        int points
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 3);
        var special = knots.Where(knot => knot >= low && knot <= high).ToHashSet();
        var grid = Enumerable.Range(0, points).Select(i => low + ((high - low) * i / (points - 1)));
        double[] xs = [.. grid.Concat(special).Concat(Between([low, .. special.Order(), high])).Distinct().Order()];
        var values = Array.ConvertAll(xs, x => special.Contains(x) ? LargerLimit(density, x) : density(x));
        var top = Array.IndexOf(values, values.Max());
        var mode = xs[top];
        if (!special.Contains(mode) && top > 0 && top < xs.Length - 1)
            mode = BracketedRoot.FindMonotone(slope, xs[top - 1], xs[top + 1]);
        return new DensityShape(mode, Math.Max(density(mode), values[top]), Peak.Count([0, .. values, 0], Floor));
    }

    // A long tail makes the grid coarse; what happens from knot to knot must not be missed.
    private static IEnumerable<double> Between(double[] knots) =>
        knots
            .Zip(knots.Skip(1))
            .SelectMany(gap => Enumerable.Range(1, 8).Select(i => gap.First + ((gap.Second - gap.First) * i / 9)));

    // Rounding may put a knot on the wrong side of its jump.
    private static double LargerLimit(Func<double, double> density, double knot)
    {
        var rounding = 4 * (Math.BitIncrement(Math.Abs(knot)) - Math.Abs(knot));
        return Math.Max(density(knot), Math.Max(density(knot - rounding), density(knot + rounding)));
    }
}
