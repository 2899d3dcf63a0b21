using MathNet.Numerics.RootFinding;

namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// A wrong allocation near the right one: the terms L_p s_p^(2−2/L_p) of the sharpness are equal, not their derivatives.
/// </summary>
public static class EqualTerms
{
    /// <summary>s_p with Σs_p = σ.</summary>
    /// <param name="depths">L_p</param>
    /// <param name="sigma">σ</param>
    public static double[] Of(int[] depths, double sigma)
    {
        double Coefficient(int depth, double term) => Math.Pow(term / depth, depth / (2 * (depth - 1.0)));
        double Excess(double log) => depths.Sum(depth => Coefficient(depth, Math.Exp(log))) - sigma;
        // The term of a pathway with all of σ is too large for all of them together, that of σ/P not.
        var high = depths.Max(depth => Math.Log(depth * Math.Pow(sigma, 2 - (2.0 / depth))));
        var low = depths.Min(depth => Math.Log(depth * Math.Pow(sigma / depths.Length, 2 - (2.0 / depth))));
        var term = Math.Exp(Brent.FindRoot(Excess, low - 1e-9, high + 1e-9, 1e-14));
        return [.. depths.Select(depth => Coefficient(depth, term))];
    }
}
