using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>
/// The roots of a two-period equation, one in each bracket around the fixed point, in units of σ^(1/L).
/// </summary>
/// <param name="Low">the root in (0, 1)</param>
/// <param name="High">the root in (1, 2^(1/L))</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TwoCycleRoots(double Low, double High);

/// <summary>
/// The corrected two-period equation of B/thm-1, ρ^L(1 + z^(2L−1))/(1 + z^(L−1)) = 1 with
/// z = 1 + (k/L)(1 − ρ^L)ρ^(L−2), in units where σ = 1.
/// </summary>
public static class TwoCyclePolynomial
{
    /// <summary>z = 1 + (k/L)(1 − ρ^L)ρ^(L−2), the factor by which one step multiplies ρ.</summary>
    public static double Factor(int depth, double k, double rho) =>
        TwoPeriodEquation.Factor(MapDomain.Depth(depth), k / depth, rho);

    /// <summary>g(ρ), zero at the two-cycle and at the trivial root 1.</summary>
    public static double Evaluate(int depth, double k, double rho) =>
        TwoPeriodEquation.Evaluate(MapDomain.Depth(depth), k / depth, rho);

    /// <summary>The root in each bracket, to rounding (relative error about 1e-16/(k−2)).</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="k">ηS, in (2, 4]; the roots are known to be unique up to 2√2</param>
    /// <exception cref="ArgumentOutOfRangeException">depth or k out of range</exception>
    public static TwoCycleRoots Roots(int depth, double k)
    {
        MapDomain.Depth(depth);
        MapDomain.AboveOnset(k);
        // g falls through its trivial root 1 with slope L(1 − k/2): positive just below 1 and negative just above.
        var margin = AmplitudeLaw.InnerMargin(depth, k);
        double g(double rho) => TwoPeriodEquation.Evaluate(depth, k / depth, rho);
        return new(BracketedRoot.Find(g, 0, 1 - margin), BracketedRoot.Find(g, 1 + margin, Math.Pow(2, 1.0 / depth)));
    }

    /// <summary>Every root that shows as a sign change on a grid of (0, 2^(1/L)): check 2 of B/thm-1.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="k">ηS, positive; below 2 there should be none</param>
    /// <param name="points">grid points over both brackets, at least 100</param>
    public static BracketedRoots Scan(int depth, double k, int points = 20_000) =>
        BracketedRoots.Scan(MapDomain.Depth(depth), MapDomain.Positive(k, nameof(k)) / depth, points);
}
