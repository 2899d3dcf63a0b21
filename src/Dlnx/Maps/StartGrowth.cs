namespace Dlnx.Maps;

/// <summary>
/// Bounds for the growth P of ln Ψ with the start α (B/lem-5): P ≤ 2g(L)σ^(−4/L), hence
/// Ψ(α) ≤ Lσ^(2−2/L) exp(½g(L)σ^(−4/L)α⁴).
/// </summary>
public static class StartGrowth
{
    /// <summary>
    /// g(L) = (1/L − 1/L²)[a^½(1 + a)^((L−1)/2)]^(4/L)/(a + 1/L)², a = 1/(L(L−2)); its limit 1/4 at L = 2, where P falls
    /// from α = 0 on.
    /// </summary>
    /// <param name="depth">L, 2 to 64</param>
    public static double Tight(int depth)
    {
        if (MapDomain.Depth(depth) == 2)
        {
            return 0.25;
        }
        var inverse = 1.0 / depth;
        var a = inverse / (depth - 2);
        return inverse * (1 - inverse) * Math.Pow(PeakProduct(depth), 4 * inverse) / ((a + inverse) * (a + inverse));
    }

    /// <summary>L²2^(2(L−1)/L) ≥ g(L), the constant that Lemma 5 works with.</summary>
    /// <param name="depth">L, 2 to 64</param>
    public static double Crude(int depth) => MapDomain.Depth(depth) * depth * Math.Pow(2, 2.0 * (depth - 1) / depth);

    /// <summary>Lσ^(2−2/L) exp(½gσ^(−4/L)α⁴), an upper bound of Ψ(α) for g = g(L) and everything above it.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma">σ, positive</param>
    /// <param name="alpha">α</param>
    /// <param name="growth">g</param>
    public static double Bound(int depth, double sigma, double alpha, double growth)
    {
        var start = alpha * alpha * Math.Pow(sigma, -2.0 / depth);
        return BalancedSharpness.AtMinimum(depth, sigma) * Math.Exp(growth * start * start / 2);
    }

    /// <summary>α_crit, where P is largest and x̂ = α/√(L(L−2)); 0 for L = 2.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma">σ, positive</param>
    public static double Peak(int depth, double sigma) =>
        MapDomain.Depth(depth) == 2 ? 0 : Math.Pow(sigma / PeakProduct(depth), 1.0 / depth);

    /// <summary>P_max = 2g(L)σ^(−4/L).</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma">σ, positive</param>
    public static double PeakGrowth(int depth, double sigma) => 2 * Tight(depth) * Math.Pow(sigma, -4.0 / depth);

    // σ/α^L at the peak: x̂ŷ^(L−1) for x̂ = α√a.
    private static double PeakProduct(int depth)
    {
        var a = 1.0 / (depth * (depth - 2.0));
        return Math.Sqrt(a) * Math.Pow(1 + a, (depth - 1) / 2.0);
    }
}
