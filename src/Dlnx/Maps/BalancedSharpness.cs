namespace Dlnx.Maps;

/// <summary>The second derivative of the loss along a balanced singular direction (B/def-1).</summary>
public static class BalancedSharpness
{
    /// <summary>S = Lσ^(2−2/L), the sharpness at the minimum; a learning rate of 2/S is the onset.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma">σ, the target singular value, positive</param>
    public static double AtMinimum(int depth, double sigma) =>
        MapDomain.Depth(depth) * Math.Pow(MapDomain.Positive(sigma, nameof(sigma)), 2 - 2.0 / depth);

    /// <summary>S(s) = Ls^(2L−2) + (L−1)(s^L − σ)s^(L−2), so that F′ = 1 − ηS(s).</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma">σ, the target singular value, positive</param>
    /// <param name="s">the layers' common singular value</param>
    public static double At(int depth, double sigma, double s)
    {
        var inner = IntegerPower.Raise(s, MapDomain.Depth(depth) - 2);
        var outer = inner * s;
        return depth * outer * outer + (depth - 1) * (outer * s - sigma) * inner;
    }
}
