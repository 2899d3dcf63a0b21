namespace Dlnx.Maps;

/// <summary>
/// The two-period equation as printed in Theorem 1, z = 1 + ηL(σ − ρ^L)ρ^(L−2), in units where σ = 1: its factor L too
/// many makes it the equation of another map (B/thm-1, defects (a) and (b)).
/// </summary>
public static class PrintedTwoCycle
{
    /// <summary>The printed g(ρ); its ratio (1 + z^(2L−1))/(1 + z^(L−1)) of eq. (25) is (g + 1)/ρ^L.</summary>
    public static double Evaluate(int depth, double k, double rho) =>
        TwoPeriodEquation.Evaluate(MapDomain.Depth(depth), k, rho);

    /// <summary>
    /// All roots of the printed equation in each bracket. They exist even where no oscillation does (k = 1.9).
    /// </summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="k">ηS, positive</param>
    /// <param name="points">grid points over both brackets, at least 100</param>
    public static BracketedRoots Roots(int depth, double k, int points = 20_000) =>
        BracketedRoots.Scan(MapDomain.Depth(depth), MapDomain.Positive(k, nameof(k)), points);

    /// <summary>
    /// The multiplier of the printed roots under reading B, a single tied scalar with gradient L(s^L − σ)s^(L−1): the
    /// balanced map at the step Lk. The product of its derivatives over the lower root and that root's image.
    /// </summary>
    public static double TiedMultiplier(int depth, double k)
    {
        var tied = new BalancedMap(depth, depth * k);
        var low = Roots(depth, k).Low;
        return tied.Derivative(low) * tied.Derivative(tied.Apply(low));
    }
}
