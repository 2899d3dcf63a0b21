namespace Dlnx.Flatness;

/// <summary>ℓ = cosh z, whose even derivatives are ℓ itself; its minimum is 1.</summary>
public sealed record CoshLoss : ScalarLoss
{
    /// <inheritdoc/>
    public override double? Minimiser => 0;

    /// <inheritdoc/>
    public override double Value(double z) => Math.Cosh(z);

    /// <inheritdoc/>
    public override double Slope(double z) => Math.Sinh(z);

    /// <inheritdoc/>
    public override double Curvature(double z) => Math.Cosh(z);

    /// <inheritdoc/>
    public override double FourthDerivative(double z) => Math.Cosh(z);
}
