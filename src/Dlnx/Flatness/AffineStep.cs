namespace Dlnx.Flatness;

/// <summary>Δ(x) = a + bx; a constant step for b = 0.</summary>
/// <param name="offset">a</param>
/// <param name="slope">b</param>
public sealed class AffineStep(double offset, double slope) : StepLaw
{
    /// <inheritdoc/>
    public override double Lipschitz => Math.Abs(slope);

    /// <inheritdoc/>
    public override double At(double x) => offset + (slope * x);

    /// <inheritdoc/>
    public override double Slope(double x) => slope;
}
