using MathNet.Numerics.Integration;

namespace Dlnx.Numerics;

/// <summary>
/// Integrals over many decades: Gauss–Legendre panels of equal width in log u. Exact to rounding for integrands that are smooth
/// in log u on the scale of 1, such as products of powers.
/// </summary>
public static class LogarithmicQuadrature
{
    private const int Order = 20;

    /// <summary>∫ f(u) du from low to high.</summary>
    /// <param name="f">the integrand, called strictly between the ends</param>
    /// <param name="low">lower end, positive</param>
    /// <param name="high">upper end, at least the lower one</param>
    /// <exception cref="ArgumentException">the ends are not positive and in order</exception>
    public static double Integrate(Func<double, double> f, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (!(low > 0 && high >= low && double.IsFinite(high)))
            throw new ArgumentException($"The ends must be positive and in order; they are {low:R} and {high:R}.");
        var length = Math.Log(high / low);
        var panels = Math.Max(1, (int)Math.Ceiling(length));
        var sum = 0.0;
        for (var i = 0; i < panels; i++)
            sum += GaussLegendreRule.Integrate(Scaled, length * i / panels, length * (i + 1) / panels, Order);
        return sum;

        double Scaled(double x)
        {
            var u = low * Math.Exp(x);
            return u * f(u);
        }
    }
}
