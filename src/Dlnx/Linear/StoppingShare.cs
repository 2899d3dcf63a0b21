using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// The share of a leading pathway at which a mode's sharpness equals 2/η while the other P − 1 pathways share the rest
/// equally: a^x + (P−1)((1−a)/(P−1))^x = 2/q with x = 2 − 2/L (A/fig-2 at P = 2).
/// </summary>
public static class StoppingShare
{
    /// <summary>The root a in [1/P, 1).</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="pathways">P, at least 2</param>
    /// <param name="q">q = ηλ^sp in (2, 2P^(1−2/L)]</param>
    /// <exception cref="ArgumentException">a value is out of range</exception>
    public static double At(int depth, int pathways, double q)
    {
        MapDomain.AtLeast(MapDomain.Depth(depth), 3, nameof(depth));
        MapDomain.AtLeast(pathways, 2, nameof(pathways));
        var highest = Highest(depth, pathways);
        if (!(q > 2 && q <= highest))
        {
            throw new ArgumentOutOfRangeException(
                nameof(q),
                q,
                $"A share between 1/P and 1 meets 2/η only for q in (2, {highest:R}]; q is {q:R}."
            );
        }
        // At the upper end of q the equal split, a double root, meets it.
        return BracketedRoot.FindMonotone(a => RelativeSharpness(depth, pathways, a) - (2 / q), 1.0 / pathways, 1);
    }

    /// <summary>2P^(1−2/L), where the equal split has sharpness 2/η.</summary>
    public static double Highest(int depth, double pathways) => 2 * Math.Pow(pathways, 1 - (2.0 / depth));

    /// <summary>λ/λ^sp of a leader with share a and P − 1 equal followers.</summary>
    public static double RelativeSharpness(int depth, int pathways, double share)
    {
        var x = 2 - (2.0 / depth);
        return Math.Pow(share, x) + ((pathways - 1) * Math.Pow((1 - share) / (pathways - 1), x));
    }
}
