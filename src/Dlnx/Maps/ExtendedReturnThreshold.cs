using Dlnx.Numerics;

namespace Dlnx.Maps;

/// <summary>
/// The return threshold a second time, in double-double numbers and straight from the definition: F′_κ(u) = 0 and
/// F_κ(F_κ(u)) = 0, without the eliminations that lead to (80). The reference for <see cref="ReturnThreshold"/>: about
/// 30 − 1.5 log₁₀ L correct digits.
/// </summary>
public static class ExtendedReturnThreshold
{
    private const int MostSteps = 40;

    /// <summary>c_L.</summary>
    /// <param name="depth">L, real, 2 to 10¹²</param>
    /// <exception cref="ArgumentOutOfRangeException">depth out of range</exception>
    public static DoubleDouble Constant(double depth)
    {
        // Only the start is taken from there; a worse one costs a step or two.
        var start = ReturnThreshold.OfDepth(depth);
        DoubleDouble u = start.Start;
        var kappa = Newton(
            start.Kappa,
            step =>
            {
                u = Maximiser(depth, step, u);
                var peak = Apply(depth, step, u);
                var slope = Pull(depth, peak) + (Derivative(depth, step, peak) * Pull(depth, u));
                return Apply(depth, step, peak) / slope;
            }
        );
        return kappa * depth;
    }

    /// <summary>c_L − 2W(2L), the part that the leading order leaves (A, Proposition 6.3), to all digits of a double.</summary>
    /// <param name="depth">L, real, 2 to 10¹²</param>
    public static double BeyondLeadingOrder(double depth) => Beyond(depth, LambertW.Principal((DoubleDouble)2 * depth));

    /// <summary>c_L − (2W(2eL) − 2), what the next order leaves, to all digits of a double.</summary>
    /// <param name="depth">L, real, 2 to 10¹²</param>
    public static double BeyondNextOrder(double depth) =>
        Beyond(depth, LambertW.Principal(DoubleDouble.Exp(1) * 2 * depth) - 1);

    /// <summary>F_κ(M(κ)) at κ = c/L: positive below the threshold, negative above.</summary>
    /// <param name="depth">L, real, 2 to 10¹²</param>
    /// <param name="constant">c, near c_L</param>
    public static DoubleDouble Return(double depth, DoubleDouble constant)
    {
        var kappa = constant / depth;
        var u = Maximiser(depth, kappa, ReturnThreshold.OfDepth(depth).Start);
        return Apply(depth, kappa, Apply(depth, kappa, u));
    }

    private static double Beyond(double depth, DoubleDouble half) => (double)(Constant(depth) - (half * 2));

    /// <summary>The zero of F′ near u, by Newton's method.</summary>
    private static DoubleDouble Maximiser(double depth, DoubleDouble kappa, DoubleDouble start) =>
        Newton(start, u => Derivative(depth, kappa, u) / Curvature(depth, kappa, u));

    /// <summary>Subtracts Newton's correction until rounding keeps it from shrinking.</summary>
    private static DoubleDouble Newton(DoubleDouble start, Func<DoubleDouble, DoubleDouble> correction)
    {
        var (x, last) = (start, double.PositiveInfinity);
        for (var i = 0; i < MostSteps; i++)
        {
            var step = correction(x);
            x -= step;
            var size = Math.Abs(step.High / x.High);
            if (size <= DoubleDouble.Unit || (size < 1e-15 && size > last / 2))
            {
                break;
            }
            last = size;
        }
        return x;
    }

    private static DoubleDouble Apply(double depth, DoubleDouble kappa, DoubleDouble u) => u + (kappa * Pull(depth, u));

    // ∂F/∂κ = (1 − u^L)u^(L−1)
    private static DoubleDouble Pull(double depth, DoubleDouble u)
    {
        var power = Power(u, depth);
        return (1 - power) * power / u;
    }

    // F′ = 1 + κ[(L−1)u^(L−2) − (2L−1)u^(2L−2)]
    private static DoubleDouble Derivative(double depth, DoubleDouble kappa, DoubleDouble u)
    {
        var power = Power(u, depth);
        return 1 + (kappa * power * (depth - 1 - (power * ((2 * depth) - 1))) / (u * u));
    }

    // F″ = κ[(L−1)(L−2)u^(L−3) − (2L−1)(2L−2)u^(2L−3)]
    private static DoubleDouble Curvature(double depth, DoubleDouble kappa, DoubleDouble u)
    {
        var power = Power(u, depth);
        return kappa * power * (depth - 1) * (depth - 2 - (power * (2 * ((2 * depth) - 1)))) / (u * u * u);
    }

    private static DoubleDouble Power(DoubleDouble u, double exponent) =>
        exponent == Math.Floor(exponent) && exponent <= int.MaxValue
            ? DoubleDouble.Pow(u, (int)exponent)
            : DoubleDouble.Pow(u, (DoubleDouble)exponent);
}
