using MathNet.Numerics;

namespace Dlnx.Flatness;

/// <summary>ℓ = ln cosh z: quadratic near 0, of slope ±1 far away.</summary>
public sealed record LogCoshLoss : ScalarLoss
{
    /// <inheritdoc/>
    public override double LowestSlope => -1;

    /// <inheritdoc/>
    public override double HighestSlope => 1;

    /// <inheritdoc/>
    public override double? Minimiser => 0;

    /// <inheritdoc/>
    public override double Value(double z)
    {
        var size = Math.Abs(z);
        if (size > 1)
        {
            return size + SpecialFunctions.Log1p(Math.Exp(-2 * size)) - Constants.Ln2;
        }
        // cosh z = 1 + 2 sinh²(z/2) keeps the small values.
        var half = Math.Sinh(z / 2);
        return SpecialFunctions.Log1p(2 * half * half);
    }

    /// <inheritdoc/>
    public override double Slope(double z) => Math.Tanh(z);

    /// <inheritdoc/>
    public override double Curvature(double z) => 1 / (Math.Cosh(z) * Math.Cosh(z));

    /// <inheritdoc/>
    public override double FourthDerivative(double z)
    {
        var (tanh, curvature) = (Math.Tanh(z), Curvature(z));
        return 2 * curvature * (3 * tanh * tanh - 1);
    }
}
