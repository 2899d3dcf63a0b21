using Dlnx.Numerics;

namespace Dlnx.Maps;

/// <summary>
/// The return threshold a second time, in double-double numbers and straight from the definition: F′_κ(u) = 0 and
/// F_κ(F_κ(u)) = 0, without the eliminations that lead to (80). The reference for <see cref="ReturnThreshold"/>: about
/// 30 − 1.5 log₁₀ L correct digits.
/// </summary>
public static class ExtendedReturnThreshold
{
    // From a double's 15 digits, Newton's method has all digits after two steps; the third costs nothing.
    private const int NewtonSteps = 3;

    /// <summary>c_L.</summary>
    /// <param name="depth">L, real, 2 to 10¹²</param>
    /// <exception cref="ArgumentOutOfRangeException">depth out of range</exception>
    public static DoubleDouble Constant(double depth)
    {
        var start = ReturnThreshold.OfDepth(depth);
        DoubleDouble kappa = start.Kappa;
        DoubleDouble u = start.Start;
        for (var i = 0; i < NewtonSteps; i++)
        {
            u = Maximiser(depth, kappa, u);
            var peak = Apply(depth, kappa, u);
            var slope = Pull(depth, peak) + (Derivative(depth, kappa, peak) * Pull(depth, u));
            kappa -= Apply(depth, kappa, peak) / slope;
        }
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
    private static DoubleDouble Maximiser(double depth, DoubleDouble kappa, DoubleDouble u)
    {
        for (var i = 0; i < NewtonSteps; i++)
        {
            u -= Derivative(depth, kappa, u) / Curvature(depth, kappa, u);
        }
        return u;
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
