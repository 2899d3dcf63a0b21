namespace Dlnx.Data;

/// <summary>A thick segment with round ends between two points; all in eighths of a pixel.</summary>
internal readonly record struct GlyphSegment(int FromX, int FromY, int ToX, int ToY, int Thickness)
{
    /// <summary>Whether the segment covers a point; a segment of length zero is a disc.</summary>
    public bool Covers(int x, int y)
    {
        long dx = ToX - FromX;
        long dy = ToY - FromY;
        long ux = x - FromX;
        long uy = y - FromY;
        long reach = Thickness * Thickness;
        var length = (dx * dx) + (dy * dy);
        var along = (ux * dx) + (uy * dy);
        var across = (ux * dy) - (uy * dx);
        return (along > 0 && along < length && across * across <= reach * length)
            || (ux * ux) + (uy * uy) <= reach
            || Square(x - ToX) + Square(y - ToY) <= reach;
    }

    private static long Square(long value) => value * value;
}
