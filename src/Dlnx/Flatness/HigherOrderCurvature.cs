namespace Dlnx.Flatness;

/// <summary>
/// Measures of the curvature beyond the Hessian along a line, from values of the loss: both tend to the fourth derivative
/// with an error of order r² (D, eqs. 25 and 26). In double precision r should be at least 10⁻².
/// </summary>
public static class HigherOrderCurvature
{
    /// <summary>12·[L(x + r) + L(x − r) − 2L(x) − r²L″(x)]/r⁴, the even part that a quadratic misses.</summary>
    /// <param name="loss">L along the line</param>
    /// <param name="secondDerivative">L″(x)</param>
    /// <param name="at">x</param>
    /// <param name="radius">r &gt; 0</param>
    public static double EvenRemainder(Func<double, double> loss, double secondDerivative, double at, double radius)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        var square = radius * radius;
        var remainder = loss(at + radius) + loss(at - radius) - 2 * loss(at) - square * secondDerivative;
        return 12 * remainder / (square * square);
    }

    /// <summary>[L₂ − 4L₁ + 6L₀ − 4L₋₁ + L₋₂]/r⁴ with Lₖ = L(x + kr), which needs no second derivative.</summary>
    /// <param name="loss">L along the line</param>
    /// <param name="at">x</param>
    /// <param name="radius">r &gt; 0</param>
    public static double FivePoint(Func<double, double> loss, double at, double radius)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        double L(int k) => loss(at + k * radius);
        return (L(2) - 4 * L(1) + 6 * L(0) - 4 * L(-1) + L(-2)) / (radius * radius * radius * radius);
    }
}
