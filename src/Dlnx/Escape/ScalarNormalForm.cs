using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// The scalar normal form du/dτ = 2κu^{L/2}(1 + C·u^{(q−1)/2} + E(u)) of a balanced escape, u the square of a layer's scale
/// (C, eqs. 30–34).
/// </summary>
/// <param name="Depth">L ≥ 1; without C this is ∫M^{1−L}dM/κ, M the scale</param>
/// <param name="Order">q ≥ 2, the first non-linear order of the activation</param>
/// <param name="Drive">κ &gt; 0</param>
/// <param name="Coefficient">C</param>
public sealed record ScalarNormalForm(int Depth, int Order, double Drive, double Coefficient)
{
    /// <summary>The time from u = ε² to u⋆ with E = 0.</summary>
    /// <param name="scale">ε &gt; 0</param>
    /// <param name="end">u⋆ ≥ ε²</param>
    /// <exception cref="ArgumentException">the velocity is not positive everywhere between, or the ends are out of order</exception>
    public double Time(double scale, double end) => Flight(scale, end, u => 1 / Positive(u, Known(u)));

    /// <summary>What E adds to <see cref="Time"/>, as one integral, without subtracting two times.</summary>
    /// <param name="scale">ε &gt; 0</param>
    /// <param name="end">u⋆ ≥ ε²</param>
    /// <param name="remainder">E, with 1 + C·u^{(q−1)/2} + E positive between</param>
    /// <exception cref="ArgumentException">the velocity is not positive everywhere between, or the ends are out of order</exception>
    public double RemainderTime(double scale, double end, Func<double, double> remainder) =>
        Flight(scale, end, u => -remainder(u) / (Positive(u, Known(u)) * Positive(u, Known(u) + remainder(u))));

    /// <summary>1 + C·u^{(q−1)/2}.</summary>
    private double Known(double u) => 1 + (Coefficient * Math.Pow(u, 0.5 * (Order - 1)));

    private double Flight(double scale, double end, Func<double, double> factor) =>
        LogarithmicQuadrature.Integrate(u => Math.Pow(u, -0.5 * Depth) * factor(u), scale * scale, end) / (2 * Drive);

    private static double Positive(double u, double factor) =>
        factor > 0
            ? factor
            : throw new ArgumentException($"The velocity's factor {factor:R} at u = {u:R} must be positive.");
}
