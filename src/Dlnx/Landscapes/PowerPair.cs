using Dlnx.Maps;

namespace Dlnx.Landscapes;

/// <summary>f(x, y) = (x^L − a)² + (y^L − b)², two balanced directions side by side, no ½ (B, eq. 6).</summary>
public sealed record PowerPair : ILandscape
{
    /// <summary>The loss with its two targets.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="a">the target of x^L, positive</param>
    /// <param name="b">the target of y^L, positive</param>
    /// <exception cref="ArgumentOutOfRangeException">a parameter is out of range</exception>
    public PowerPair(int depth, double a, double b)
    {
        Depth = MapDomain.Depth(depth);
        A = MapDomain.Positive(a, nameof(a));
        B = MapDomain.Positive(b, nameof(b));
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>The target of x^L.</summary>
    public double A { get; }

    /// <summary>The target of y^L.</summary>
    public double B { get; }

    /// <summary>(a^(1/L), b^(1/L)).</summary>
    public PlanePoint Minimum => new(Math.Pow(A, 1.0 / Depth), Math.Pow(B, 1.0 / Depth));

    /// <summary>2L²a^(2−2/L), the curvature along x at the minimum: twice that of the ½ convention.</summary>
    public double CurvatureX => 2 * Depth * BalancedSharpness.AtMinimum(Depth, A);

    /// <summary>2L²b^(2−2/L), the curvature along y at the minimum.</summary>
    public double CurvatureY => 2 * Depth * BalancedSharpness.AtMinimum(Depth, B);

    /// <inheritdoc/>
    public double Value(PlanePoint at)
    {
        var (p, q) = (IntegerPower.Raise(at.X, Depth) - A, IntegerPower.Raise(at.Y, Depth) - B);
        return p * p + q * q;
    }

    /// <inheritdoc/>
    public PlanePoint Gradient(PlanePoint at) => new(Slope(at.X, A), Slope(at.Y, B));

    /// <inheritdoc/>
    public PlaneHessian Hessian(PlanePoint at) => new(Curvature(at.X, A), 0, Curvature(at.Y, B));

    private double Slope(double s, double target)
    {
        var power = IntegerPower.Raise(s, Depth - 1);
        return 2 * Depth * power * (power * s - target);
    }

    private double Curvature(double s, double target)
    {
        var power = IntegerPower.Raise(s, Depth - 2);
        return 2 * Depth * power * ((2 * Depth - 1) * power * s * s - (Depth - 1) * target);
    }
}
