using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// The coordinates in which gradient flow of one singular mode moves all pathways at the same speed: y_p = r_p^(2−L) for
/// equal depths L ≥ 3, ẏ_p = (L−2)e (A, Proposition E.3); for any depths z_p = r_p^(2−L_p)/(L_p−2), −ln r_p at depth 2,
/// ż_p = e (A/x-4). Differences between pathways are conserved.
/// </summary>
public static class LeafCoordinates
{
    /// <summary>y = r^(2−L).</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="scale">r, positive</param>
    public static double Coordinate(int depth, double scale) =>
        1 / IntegerPower.Raise(MapDomain.Positive(scale, nameof(scale)), MapDomain.LeafDepth(depth) - 2);

    /// <summary>r = y^(−1/(L−2)), the inverse of <see cref="Coordinate"/>.</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="coordinate">y, positive</param>
    public static double Scale(int depth, double coordinate) =>
        Math.Pow(MapDomain.Positive(coordinate, nameof(coordinate)), -1.0 / (MapDomain.LeafDepth(depth) - 2));

    /// <summary>z = r^(2−L)/(L−2), −ln r at L = 2.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="scale">r, positive</param>
    public static double Height(int depth, double scale) =>
        depth == 2
            ? -Math.Log(MapDomain.Positive(scale, nameof(scale)))
            : Math.Pow(scale, 2 - MapDomain.Depth(depth)) / (depth - 2);

    /// <summary>r at a given z, the inverse of <see cref="Height"/>.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="height">z, positive unless L = 2</param>
    public static double ScaleAtHeight(int depth, double height) =>
        depth == 2 ? Math.Exp(-height) : Math.Pow((depth - 2) * height, -1.0 / (MapDomain.Depth(depth) - 2));

    /// <summary>ξ_p = y_p − ȳ of a mode's state.</summary>
    /// <param name="mode">pathways of one depth L ≥ 3 with positive scales</param>
    public static double[] Deviations(PathwayMode mode)
    {
        ArgumentNullException.ThrowIfNull(mode);
        var depth = mode.Depths[0];
        var y = mode.Scales.ToArray();
        for (var p = 0; p < y.Length; p++)
        {
            y[p] = Coordinate(depth, y[p]);
        }

        var mean = y.Average();
        return [.. y.Select(value => value - mean)];
    }

    /// <summary>V = (1/P)Σξ_p², the leaf variance; allocates nothing. Not finite when a scale is 0.</summary>
    /// <param name="mode">pathways of one depth L ≥ 3</param>
    public static double Variance(PathwayMode mode)
    {
        ArgumentNullException.ThrowIfNull(mode);
        var exponent = mode.Depths[0] - 2;
        var (sum, squares) = (0.0, 0.0);
        foreach (var r in mode.Scales)
        {
            sum += 1 / IntegerPower.Raise(r, exponent);
        }

        foreach (var r in mode.Scales)
        {
            var deviation = (1 / IntegerPower.Raise(r, exponent)) - (sum / mode.Pathways);
            squares += deviation * deviation;
        }

        return squares / mode.Pathways;
    }

    /// <summary>
    /// Whether a step made the leaf variance larger by more than rounding: by 1e-12 of itself, and its root by some units in
    /// the last place of the coordinates, of which it is made of differences.
    /// </summary>
    /// <param name="before">V before the step</param>
    /// <param name="after">V after it</param>
    /// <param name="mode">the state after the step, pathways of one depth L ≥ 3</param>
    public static bool HasGrown(double before, double after, PathwayMode mode)
    {
        ArgumentNullException.ThrowIfNull(mode);
        const double relative = 1e-12;
        const double lastPlaces = 1e-15;
        if (!(after > before * (1 + relative)))
        {
            return false;
        }

        var largest = 0.0;
        foreach (var r in mode.Scales)
        {
            largest = Math.Max(largest, Math.Abs(1 / IntegerPower.Raise(r, mode.Depths[0] - 2)));
        }

        return Math.Sqrt(after) > Math.Sqrt(before) + (lastPlaces * mode.Depths[0] * largest);
    }

    /// <summary>
    /// x = ηe·max_p r_p^(L−2), the largest τ/y_p of a step: no scale changes sign below 1, and the step is strongly safe up
    /// to 1/(L−1) (A, Definition E.7).
    /// </summary>
    /// <param name="mode">pathways of one depth L ≥ 2</param>
    /// <param name="learningRate">η</param>
    public static double LargestRatio(PathwayMode mode, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(mode);
        var largest = double.NegativeInfinity;
        foreach (var r in mode.Scales)
        {
            largest = Math.Max(largest, IntegerPower.Raise(r, mode.Depths[0] - 2));
        }

        return learningRate * mode.Residual * largest;
    }
}
