namespace Dlnx.Maps;

/// <summary>The step k at which a given point is the lower one of a two-cycle of the balanced map (B/lem-11, B/fig-18).</summary>
public static class ReturnStep
{
    /// <summary>
    /// k with F_k(F_k(x₀)) = x₀: the upper point x₁ balances the pull of the lower, (x₁^L − 1)x₁^(L−1) =
    /// (1 − x₀^L)x₀^(L−1) = a, and k = L(x₁ − x₀)/a.
    /// </summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="lower">x₀, in (0, 1), in units of σ^(1/L)</param>
    /// <returns>k &gt; 2; the two-cycle is known to be the only one up to 2√2</returns>
    /// <exception cref="ArgumentOutOfRangeException">depth or x₀ out of range</exception>
    public static double Through(int depth, double lower)
    {
        MapDomain.Depth(depth);
        if (!(lower is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lower),
                lower,
                $"The lower point of a two-cycle lies strictly between 0 and 1; it is {lower}."
            );
        }
        var pull = -Pull(depth, lower);
        // The pull rises from 0 at 1 to 2^((L−1)/L) > 1 at 2^(1/L); that of a lower point is below 1.
        var upper = BracketedRoot.Find(x => Pull(depth, x) - pull, 1, Math.Pow(2, 1.0 / depth));
        return depth * (upper - lower) / pull;
    }

    /// <summary>(x^L − 1)x^(L−1).</summary>
    private static double Pull(int depth, double x)
    {
        var power = IntegerPower.Raise(x, depth - 1);
        return ((power * x) - 1) * power;
    }
}
