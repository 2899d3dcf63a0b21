namespace Dlnx.Maps;

/// <summary>
/// How small a start α must be for the layers to balance, in the variants that occur (B/alpha-prime):
/// α′ = (cσ^(4/L) ln(2√2/k))^(1/4), k = ηS; null for k ≥ 2√2, where it is not real.
/// </summary>
public static class StartBound
{
    /// <summary>Variant (i), Lemma 2: c = 1/(L²2^((2L−3)/L)).</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="k">ηS, positive</param>
    /// <param name="sigma">σ, positive</param>
    public static double? OfLemmaTwo(int depth, double k, double sigma) => At(depth, k, sigma, LemmaTwo(depth));

    /// <summary>Variant (ii), end of Lemma 5: c = 1/(L²2^(2(L−1)/L)).</summary>
    /// <inheritdoc cref="OfLemmaTwo"/>
    public static double? OfLemmaFive(int depth, double k, double sigma) =>
        At(depth, k, sigma, 1 / StartGrowth.Crude(depth));

    /// <summary>Variant (iii), what the derivation of Lemma 5 gives: c = 2/(L²2^(2(L−1)/L)).</summary>
    /// <inheritdoc cref="OfLemmaTwo"/>
    public static double? OfDerivation(int depth, double k, double sigma) =>
        At(depth, k, sigma, 2 / StartGrowth.Crude(depth));

    /// <summary>Variant (iv), with the largest growth of Ψ itself: c = 2/g(L).</summary>
    /// <inheritdoc cref="OfLemmaTwo"/>
    public static double? Tight(int depth, double k, double sigma) => At(depth, k, sigma, 2 / StartGrowth.Tight(depth));

    /// <summary>
    /// Theorem 1 as printed: (ln[2√2/(ηLσ^(2/L)) · σ^(4/L)/(L²2^((2L−3)/L))])^(1/4), with η = k/(Lσ^(2−2/L)); null where
    /// the logarithm is negative. It does not scale with σ.
    /// </summary>
    /// <inheritdoc cref="OfLemmaTwo"/>
    public static double? Printed(int depth, double k, double sigma)
    {
        MapDomain.Positive(sigma, nameof(sigma));
        // 2√2/(ηLσ^(2/L)) = (2√2/k)σ^(2−4/L).
        var inside = Math.Exp(Room(k)) * Math.Pow(sigma, 2) * LemmaTwo(depth);
        return inside >= 1 ? Math.Pow(Math.Log(inside), 0.25) : null;
    }

    private static double? At(int depth, double k, double sigma, double factor)
    {
        var room = Room(k);
        var scale = Math.Pow(MapDomain.Positive(sigma, nameof(sigma)), 4.0 / depth);
        return room > 0 ? Math.Pow(factor * scale * room, 0.25) : null;
    }

    private static double LemmaTwo(int depth) =>
        1 / (MapDomain.Depth(depth) * depth * Math.Pow(2, ((2.0 * depth) - 3) / depth));

    private static double Room(double k) => Math.Log(2 * Math.Sqrt(2) / MapDomain.Positive(k, nameof(k)));
}
