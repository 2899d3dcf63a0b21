namespace Dlnx.Maps;

/// <summary>How small a start α must be for the layers to balance, in the variants that occur (B/alpha-prime).</summary>
public static class StartBound
{
    /// <summary>
    /// Variant (i), Lemma 2: α′ = (σ^(4/L)/(L²2^((2L−3)/L)) · ln(2√2/k))^(1/4); null for k ≥ 2√2, where it is not real.
    /// </summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="k">ηS, positive</param>
    /// <param name="sigma">σ, positive</param>
    public static double? OfLemmaTwo(int depth, double k, double sigma)
    {
        MapDomain.Depth(depth);
        var room = Math.Log(2 * Math.Sqrt(2) / MapDomain.Positive(k, nameof(k)));
        var factor =
            Math.Pow(MapDomain.Positive(sigma, nameof(sigma)), 4.0 / depth)
            / (depth * depth * Math.Pow(2, ((2.0 * depth) - 3) / depth));
        return room > 0 ? Math.Pow(factor * room, 0.25) : null;
    }
}
