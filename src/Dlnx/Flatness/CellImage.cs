namespace Dlnx.Flatness;

/// <summary>The image of a cell: an interval, in units of cells, and the run of target cells that it meets.</summary>
/// <param name="Low">left end</param>
/// <param name="High">right end</param>
/// <param name="First">the first target; 0 is everything below the grid</param>
/// <param name="Last">the last target; one more than the number of cells is everything above the grid</param>
internal readonly record struct CellImage(double Low, double High, int First, int Last)
{
    /// <summary>The image between two mapped edges, which a falling map exchanges.</summary>
    public static CellImage Between(double one, double other, int cells)
    {
        var (low, high) = one <= other ? (one, other) : (other, one);
        var first = TargetOf(low, cells);
        // An interval that ends on an edge does not meet the cell beyond it.
        var last = Math.Max(first, (int)Math.Clamp(Math.Ceiling(high), 0, cells + 1));
        return new CellImage(low, high, first, last);
    }

    /// <summary>Which part of the image lies in a target cell, 0 to 1.</summary>
    public double ShareOf(int target)
    {
        var from = target == First ? Low : target - 1;
        return Math.Clamp((Math.Min(High, target) - from) / (High - Low), 0, 1);
    }

    private static int TargetOf(double position, int cells) => (int)Math.Clamp(Math.Floor(position) + 1, 0, cells + 1);
}
