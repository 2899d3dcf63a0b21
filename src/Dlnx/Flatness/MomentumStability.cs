using System.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// Linear stability of descent with an exponential mean of gradients on one quadratic direction (D/I-momentum): with
/// μ = ηλ/d, (x, ηm/d) ← ((1 − (1 − β₁)μ)x − β₁m, (1 − β₁)μx + β₁m).
/// </summary>
public static class MomentumStability
{
    /// <summary>The largest stable μ = ηλ/d: 2(1 + β₁)/(1 − β₁).</summary>
    /// <param name="firstDecay">β₁ ∈ [0, 1)</param>
    /// <exception cref="ArgumentException">β₁ is out of range</exception>
    public static double Threshold(double firstDecay)
    {
        Require(firstDecay);
        return 2 * (1 + firstDecay) / (1 - firstDecay);
    }

    /// <summary>The largest modulus of an eigenvalue of the two-dimensional step.</summary>
    /// <param name="firstDecay">β₁ ∈ [0, 1)</param>
    /// <param name="curvature">μ = ηλ/d, finite</param>
    /// <exception cref="ArgumentException">a number is out of range</exception>
    public static double SpectralRadius(double firstDecay, double curvature)
    {
        Require(firstDecay);
        if (!double.IsFinite(curvature))
            throw new ArgumentException(
                $"The curvature μ = ηλ/d is {curvature}; it must be finite.",
                nameof(curvature)
            );
        // The determinant is β₁ and the trace 1 + β₁ − (1 − β₁)μ.
        var half = (1 + firstDecay - ((1 - firstDecay) * curvature)) / 2;
        var root = Complex.Sqrt((half * half) - firstDecay);
        return Math.Max((half + root).Magnitude, (half - root).Magnitude);
    }

    private static void Require(double firstDecay)
    {
        if (firstDecay is not (>= 0 and < 1))
            throw new ArgumentException($"β₁ is {firstDecay:R}; it must be in [0, 1).", nameof(firstDecay));
    }
}
