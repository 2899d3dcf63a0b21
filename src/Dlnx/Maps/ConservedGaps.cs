namespace Dlnx.Maps;

/// <summary>
/// Layers with given differences of squares d_ℓ = s_ℓ² − min s² ≥ 0, which gradient flow conserves (B/lem-6), and a given
/// product.
/// </summary>
internal static class ConservedGaps
{
    private const int Iterations = 200;

    /// <summary>ln w of the smallest squared layer w, the root of ½Σ ln(w + d_ℓ) = ln σ.</summary>
    public static double LogSmallestSquare(ReadOnlySpan<double> gaps, double sigma)
    {
        // In u = ln w the left side is convex and increasing. Equal layers of product σ give the upper end; from there
        // Newton's iterates descend to the root, until rounding stops them.
        var log = Math.Log(sigma);
        var u = 2 * log / gaps.Length;
        for (var i = 0; i < Iterations; i++)
        {
            var (value, slope) = (-log, 0.0);
            var w = Math.Exp(u);
            foreach (var d in gaps)
            {
                value += d == 0 ? u / 2 : Math.Log(w + d) / 2;
                slope += d == 0 ? 0.5 : w / (w + d) / 2;
            }
            var next = u - (value / slope);
            if (!(next < u))
            {
                return u;
            }
            u = next;
        }
        return u;
    }
}
