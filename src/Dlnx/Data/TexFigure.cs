namespace Dlnx.Data;

/// <summary>One of five figures around a centre; whole pixels.</summary>
/// <param name="Kind">0 disk, 1 square, 2 diamond, 3 ring, 4 cross</param>
/// <param name="CentreX">column of the centre</param>
/// <param name="CentreY">row of the centre</param>
/// <param name="Radius">size</param>
internal readonly record struct TexFigure(int Kind, int CentreX, int CentreY, int Radius)
{
    /// <summary>Whether the figure covers a pixel.</summary>
    public bool Covers(int x, int y)
    {
        var dx = Math.Abs(x - CentreX);
        var dy = Math.Abs(y - CentreY);
        var distance = (dx * dx) + (dy * dy);
        var square = Radius * Radius;
        return Kind switch
        {
            0 => distance <= square,
            1 => 8 * Math.Max(dx, dy) <= 7 * Radius,
            2 => dx + dy <= 5 * Radius / 4,
            3 => distance <= square && 4 * distance >= square,
            _ => (3 * dx <= Radius && dy <= Radius) || (3 * dy <= Radius && dx <= Radius),
        };
    }
}
