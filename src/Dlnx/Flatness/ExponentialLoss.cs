using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>ℓ = e^z − z − 1: steep on the right, of slope −1 far on the left.</summary>
public sealed record ExponentialLoss : ScalarLoss
{
    /// <inheritdoc/>
    public override double LowestSlope => -1;

    /// <inheritdoc/>
    public override double? Minimiser => 0;

    /// <inheritdoc/>
    public override double Value(double z) => ExponentialMinusOne.At(z) - z;

    /// <inheritdoc/>
    public override double Slope(double z) => ExponentialMinusOne.At(z);

    /// <inheritdoc/>
    public override double Curvature(double z) => Math.Exp(z);

    /// <inheritdoc/>
    public override double FourthDerivative(double z) => Math.Exp(z);
}
