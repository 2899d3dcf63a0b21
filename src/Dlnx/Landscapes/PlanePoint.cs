namespace Dlnx.Landscapes;

/// <summary>A point, or a displacement, of the plane.</summary>
/// <param name="X">the first coordinate</param>
/// <param name="Y">the second coordinate</param>
public readonly record struct PlanePoint(double X, double Y)
{
    /// <summary>√(x² + y²).</summary>
    public double Length => Math.Sqrt(X * X + Y * Y);

    /// <summary>Whether both coordinates are finite.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);

    /// <summary>The distance of two points.</summary>
    public double DistanceTo(PlanePoint other) => (this - other).Length;

    /// <summary>The sum.</summary>
    public static PlanePoint operator +(PlanePoint left, PlanePoint right) => new(left.X + right.X, left.Y + right.Y);

    /// <summary>The difference.</summary>
    public static PlanePoint operator -(PlanePoint left, PlanePoint right) => new(left.X - right.X, left.Y - right.Y);

    /// <summary>The multiple.</summary>
    public static PlanePoint operator *(double factor, PlanePoint point) => new(factor * point.X, factor * point.Y);
}
