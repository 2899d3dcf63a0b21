using MathNet.Numerics.Integration;

namespace Dlnx.Escape;

/// <summary>
/// The scalar normal form du/dτ = 2κu^{L/2}(1 + C·u^{(q−1)/2} + E(u)) of a balanced escape, u the square of a layer's scale
/// (C, eqs. 30–34).
/// </summary>
/// <param name="Depth">L ≥ 2</param>
/// <param name="Order">q ≥ 2, the first non-linear order of the activation</param>
/// <param name="Drive">κ &gt; 0</param>
/// <param name="Coefficient">C</param>
public sealed record ScalarNormalForm(int Depth, int Order, double Drive, double Coefficient)
{
    private const int Nodes = 20;

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
        Flight(
            scale,
            end,
            u => -remainder(u) / (Positive(u, Known(u)) * Positive(u, Known(u) + remainder(u)))
        );

    /// <summary>1 + C·u^{(q−1)/2}.</summary>
    private double Known(double u) => 1 + (Coefficient * Math.Pow(u, 0.5 * (Order - 1)));

    // With u = ε²eˣ the integrand varies on the scale of 1 in x.
    private double Flight(double scale, double end, Func<double, double> factor)
    {
        var start = scale * scale;
        if (!(start > 0 && end >= start))
            throw new ArgumentException($"The scale must be positive, with its square {start:R} up to the end {end:R}.");
        var length = Math.Log(end / start);
        var panels = Math.Max(1, (int)Math.Ceiling(length));
        var sum = 0.0;
        for (var i = 0; i < panels; i++)
            sum += GaussLegendreRule.Integrate(Rate, length * i / panels, length * (i + 1) / panels, Nodes);
        return sum / (2 * Drive);

        double Rate(double x)
        {
            var u = start * Math.Exp(x);
            return Math.Pow(u, 1 - (0.5 * Depth)) * factor(u);
        }
    }

    private static double Positive(double u, double factor) =>
        factor > 0
            ? factor
            : throw new ArgumentException($"The velocity's factor {factor:R} at u = {u:R} must be positive.");
}
