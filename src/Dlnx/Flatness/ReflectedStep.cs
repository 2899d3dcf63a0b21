namespace Dlnx.Flatness;

/// <summary>x ↦ Δ(−x): turns an increasing law into a decreasing one with the same values.</summary>
/// <param name="law">Δ</param>
public sealed class ReflectedStep(StepLaw law) : StepLaw
{
    /// <inheritdoc/>
    public override double Lipschitz => law.Lipschitz;

    /// <inheritdoc/>
    public override double At(double x) => law.At(-x);

    /// <inheritdoc/>
    public override double Slope(double x) => -law.Slope(-x);
}
