using Dlnx.Maps;

namespace Dlnx.Flatness;

/// <summary>
/// ½az² right of 0 and ½bz² left of it: a convex loss with a continuous slope whose curvature jumps at the minimiser
/// (D, App. E.5).
/// </summary>
public sealed record TwoSidedQuadratic : ScalarLoss
{
    /// <summary>The loss with its two curvatures.</summary>
    /// <param name="right">a, positive</param>
    /// <param name="left">b, positive</param>
    /// <exception cref="ArgumentOutOfRangeException">a curvature is not positive</exception>
    public TwoSidedQuadratic(double right, double left)
    {
        Right = MapDomain.Positive(right, nameof(right));
        Left = MapDomain.Positive(left, nameof(left));
    }

    /// <summary>a.</summary>
    public double Right { get; }

    /// <summary>b.</summary>
    public double Left { get; }

    /// <inheritdoc/>
    public override double? Minimiser => 0;

    /// <inheritdoc/>
    public override double Value(double z) => 0.5 * Curvature(z) * z * z;

    /// <inheritdoc/>
    public override double Slope(double z) => Curvature(z) * z;

    /// <summary>a for z &gt; 0, b for z &lt; 0, their mean at the kink of the slope.</summary>
    public override double Curvature(double z) =>
        z > 0 ? Right
        : z < 0 ? Left
        : (Right + Left) / 2;

    /// <inheritdoc/>
    public override double FourthDerivative(double z) => 0;
}
