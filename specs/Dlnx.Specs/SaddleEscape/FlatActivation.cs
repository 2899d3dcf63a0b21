using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>
/// z + sign(z)e^{−1/z²}: odd, infinitely often differentiable and not linear, but with the Taylor series of a linear function.
/// </summary>
internal sealed class FlatActivation() : Activation("flat", [0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
{
    public override double Value(double z) => z + Flat(z);

    public override double Derivative(double z) => z == 0 ? 1 : 1 + (2 * Flat(z) / (z * z * z));

    public override double SecondDerivative(double z) =>
        z == 0 ? 0 : Flat(z) * ((4 / Math.Pow(z, 6)) - (6 / Math.Pow(z, 4)));

    /// <summary>sign(z)e^{−1/z²}(1 − 2/z²).</summary>
    public override double Deficit(double z) => z == 0 ? 0 : Flat(z) * (1 - (2 / (z * z)));

    private static double Flat(double z) => z == 0 ? 0 : Math.Sign(z) * Math.Exp(-1 / (z * z));
}
