using Dlnx.Escape;

namespace Dlnx.Flatness;

/// <summary>Δ(x) = a + bσ(k(x − c)): a step between a and a + b that is steepest at c.</summary>
/// <param name="floor">a</param>
/// <param name="height">b</param>
/// <param name="steepness">k</param>
/// <param name="centre">c</param>
public sealed class SigmoidStep(double floor, double height, double steepness, double centre) : StepLaw
{
    /// <inheritdoc/>
    public override double Lipschitz => Math.Abs(height * steepness) / 4;

    /// <inheritdoc/>
    public override double At(double x) => floor + (height * Sigmoid.Value(steepness * (x - centre)));

    /// <inheritdoc/>
    public override double Slope(double x) => height * steepness * Sigmoid.Derivative(steepness * (x - centre));
}
