namespace Dlnx.Landscapes;

/// <summary>The minima of the Holder table nearest to its origin; others in reach mirror them in the axes.</summary>
public static class HolderMinima
{
    // Rounded places; Newton's method does the rest.
    private static readonly PlanePoint[] Guesses =
    [
        new(1.26, 0),
        new(1.43, 2.86),
        new(4.40, 0),
        new(4.45, 2.97),
        new(7.55, 0),
    ];

    /// <summary>The five with x &gt; 0, y ≥ 0, the sharpest first.</summary>
    public static IReadOnlyList<LandscapeMinimum> All { get; } =
    [.. Guesses.Select(guess => LandscapeMinimum.Near(new HolderTable(), guess))];

    /// <summary>The index in <see cref="All"/> of the minimum that, mirrored, is nearest to a point.</summary>
    public static int Nearest(PlanePoint point)
    {
        var mirrored = new PlanePoint(Math.Abs(point.X), Math.Abs(point.Y));
        return Enumerable.Range(0, All.Count).MinBy(i => All[i].Point.DistanceTo(mirrored));
    }
}
