namespace Dlnx.Flatness;

/// <summary>
/// Δ(x) = δ + cx² on [0, 1], continued by δ + c + 2c(x − 1) on the right and δe^x on the left: convex where the law
/// of x_0 is flat, so that preimages of equal intervals grow to the right (D/lem-5.9).
/// </summary>
/// <param name="floor">δ &gt; 0</param>
/// <param name="curvature">c &gt; 0; the steepest slope is 2c, or δ if larger</param>
public sealed class ConvexStep(double floor, double curvature) : StepLaw
{
    /// <inheritdoc/>
    public override double Lipschitz => Math.Max(2 * curvature, floor);

    /// <inheritdoc/>
    public override double At(double x) =>
        x < 0 ? floor * Math.Exp(x)
        : x <= 1 ? floor + (curvature * x * x)
        : floor + (curvature * ((2 * x) - 1));

    /// <inheritdoc/>
    public override double Slope(double x) =>
        x < 0 ? floor * Math.Exp(x)
        : x < 1 ? 2 * curvature * x
        : 2 * curvature;

    /// <summary>
    /// P(x_1 ≤ y) for x_0 uniform on [0, 1] and y ≥ δ, where both preimages a = T₊⁻¹(y) and b = T₋⁻¹(y) solve quadratic
    /// equations: ½[min(a, 1) + min(b, 1)].
    /// </summary>
    public double UniformCumulative(double y) => 0.5 * (Math.Min(1, Below(y)) + Math.Min(1, Above(y)));

    /// <summary>f_1(y) for x_0 uniform on [0, 1]: ½[1/(1 + 2ca) + 1/(1 − 2cb)] for δ ≤ y ≤ 1 − δ − c.</summary>
    public double UniformDensity(double y) =>
        0.5 * ((1 / (1 + (2 * curvature * Below(y)))) + (1 / (1 - (2 * curvature * Above(y)))));

    // The roots of x ± (δ + cx²) = y, without cancellation for small c.
    private double Below(double y) => 2 * (y - floor) / (1 + Math.Sqrt(1 + (4 * curvature * (y - floor))));

    private double Above(double y) =>
        4 * curvature * (y + floor) is var term && term <= 1 ? 2 * (y + floor) / (1 + Math.Sqrt(1 - term)) : 1;
}
