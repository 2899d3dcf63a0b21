namespace Dlnx.Flatness;

/// <summary>The mean squared error ℓ = ½(z − z*)², with the ½: ℓ′ = z − z*, ℓ″ = 1.</summary>
/// <param name="Target">z*</param>
public sealed record SquaredLoss(double Target = 0) : ScalarLoss
{
    /// <inheritdoc/>
    public override double? Minimiser => Target;

    /// <inheritdoc/>
    public override double Value(double z) => 0.5 * (z - Target) * (z - Target);

    /// <inheritdoc/>
    public override double Slope(double z) => z - Target;

    /// <inheritdoc/>
    public override double Curvature(double z) => 1;

    /// <inheritdoc/>
    public override double FourthDerivative(double z) => 0;
}
