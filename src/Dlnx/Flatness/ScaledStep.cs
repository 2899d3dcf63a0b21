namespace Dlnx.Flatness;

/// <summary>γΔ: the steps of a larger (γ &gt; 1) or smaller learning rate.</summary>
/// <param name="law">Δ</param>
/// <param name="factor">γ, positive</param>
public sealed class ScaledStep(StepLaw law, double factor) : StepLaw
{
    /// <inheritdoc/>
    public override double Lipschitz => factor * law.Lipschitz;

    /// <inheritdoc/>
    public override double At(double x) => factor * law.At(x);

    /// <inheritdoc/>
    public override double Slope(double x) => factor * law.Slope(x);
}
