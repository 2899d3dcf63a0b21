using Dlnx.Maps;

namespace Dlnx.Flatness;

/// <summary>
/// A convex loss ℓ of one real number z, the output of a toy network, with its exact derivatives (D, Sec. 4.1.2 and
/// App. E.5).
/// </summary>
public abstract record ScalarLoss
{
    /// <summary>ℓ(z).</summary>
    public abstract double Value(double z);

    /// <summary>ℓ′(z); never decreases.</summary>
    public abstract double Slope(double z);

    /// <summary>ℓ″(z), at least 0.</summary>
    public abstract double Curvature(double z);

    /// <summary>ℓ⁗(z); of either sign.</summary>
    public abstract double FourthDerivative(double z);

    /// <summary>inf ℓ′, possibly −∞.</summary>
    public virtual double LowestSlope => double.NegativeInfinity;

    /// <summary>sup ℓ′, possibly +∞.</summary>
    public virtual double HighestSlope => double.PositiveInfinity;

    /// <summary>z*, the only minimiser; null when ℓ has none or is flat.</summary>
    public virtual double? Minimiser => WhereSlopeIs(0);

    /// <summary>
    /// (ℓ′)⁻¹: where the slope takes a value, to the last bits; null for a value outside (<see cref="LowestSlope"/>,
    /// <see cref="HighestSlope"/>). ℓ′ must be continuous and strictly increasing.
    /// </summary>
    /// <param name="slope">the value of ℓ′</param>
    public double? WhereSlopeIs(double slope)
    {
        if (!(slope > LowestSlope && slope < HighestSlope))
        {
            return null;
        }
        var (low, high) = (-1.0, 1.0);
        while (Slope(low) > slope)
        {
            low *= 2;
        }
        while (Slope(high) < slope)
        {
            high *= 2;
        }
        return BracketedRoot.FindMonotone(z => Slope(z) - slope, low, high);
    }
}
