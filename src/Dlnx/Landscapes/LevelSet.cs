namespace Dlnx.Landscapes;

/// <summary>Points of a level set, for drawing.</summary>
public static class LevelSet
{
    /// <summary>
    /// Where f = level on the edges of a square grid, by linear interpolation between neighbours: close together, in no
    /// order.
    /// </summary>
    /// <param name="landscape">f</param>
    /// <param name="low">the grid's corner with the least coordinates</param>
    /// <param name="high">the opposite corner</param>
    /// <param name="cells">cells along each side, at least 1</param>
    /// <param name="level">the value sought</param>
    public static IReadOnlyList<PlanePoint> Crossings(
        ILandscape landscape,
        PlanePoint low,
        PlanePoint high,
        int cells,
        double level
    )
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 1);
        var cell = 1.0 / cells * (high - low);
        var points = new List<PlanePoint>();
        for (var i = 0; i <= cells; i++)
        {
            for (var j = 0; j <= cells; j++)
            {
                var here = new PlanePoint(low.X + i * cell.X, low.Y + j * cell.Y);
                if (i < cells)
                {
                    Add(here, here + new PlanePoint(cell.X, 0));
                }
                if (j < cells)
                {
                    Add(here, here + new PlanePoint(0, cell.Y));
                }
            }
        }
        return points;

        void Add(PlanePoint from, PlanePoint to)
        {
            var (start, end) = (landscape.Value(from) - level, landscape.Value(to) - level);
            if (start < 0 != end < 0)
            {
                points.Add(from + start / (start - end) * (to - from));
            }
        }
    }
}
