namespace Dlnx.Linear;

/// <summary>
/// Closed forms of the curvature at an aligned, depth-balanced global minimum of a multi-pathway network
/// (A, Proposition 4.1, Theorem 4.2, Proposition 5.1), for the loss with ½.
/// </summary>
public static class PathwaySharpness
{
    /// <summary>λ = Σ_p L_p s_p^{2−2/L_p}, the eigenvalue of one singular mode (A, eqs. 13 and 17).</summary>
    /// <param name="depths">L_p ≥ 1</param>
    /// <param name="coefficients">s_p ≥ 0, as many</param>
    /// <exception cref="ArgumentException">not as many coefficients as depths</exception>
    public static double OfMode(ReadOnlySpan<int> depths, ReadOnlySpan<double> coefficients)
    {
        RequireSame(depths.Length, coefficients.Length);
        var sum = 0.0;
        for (var p = 0; p < depths.Length; p++)
            sum += Single(depths[p], coefficients[p]);
        return sum;
    }

    /// <summary>
    /// μ_ij = Σ_p Σ_l s_{p,i}^{2(L_p−l)/L_p} s_{p,j}^{2(l−1)/L_p}, the eigenvalue of the full Hessian with eigenvector in
    /// u_i v_jᵀ; μ_ii is the mode's λ_i.
    /// </summary>
    /// <param name="depths">L_p ≥ 1</param>
    /// <param name="left">s_{p,i} ≥ 0, as many</param>
    /// <param name="right">s_{p,j} ≥ 0, as many</param>
    /// <exception cref="ArgumentException">not as many coefficients as depths</exception>
    public static double Cross(ReadOnlySpan<int> depths, ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        RequireSame(depths.Length, left.Length);
        RequireSame(depths.Length, right.Length);
        var sum = 0.0;
        for (var p = 0; p < depths.Length; p++)
        {
            double depth = depths[p];
            for (var l = 1; l <= depths[p]; l++)
                sum += Math.Pow(left[p], 2 * (depth - l) / depth) * Math.Pow(right[p], 2 * (l - 1) / depth);
        }

        return sum;
    }

    /// <summary>λ^sp = Lσ^{2−2/L}: all of σ in a single pathway.</summary>
    /// <param name="depth">L ≥ 1, real</param>
    /// <param name="sigma">σ ≥ 0</param>
    public static double Single(double depth, double sigma) => depth * Math.Pow(sigma, 2 - (2 / depth));

    /// <summary>λ^min = Lσ^{2−2/L}P^{2/L−1}: σ split equally over P pathways (A, eq. 14).</summary>
    /// <param name="depth">L ≥ 1, real</param>
    /// <param name="sigma">σ ≥ 0</param>
    /// <param name="pathways">P ≥ 1</param>
    public static double Minimum(double depth, double sigma, double pathways) =>
        Single(depth, sigma) * ReductionFactor(depth, pathways);

    /// <summary>P^{2/L−1} = λ^min/λ^sp, the reduction of sharpness by parallelism (A, eq. 16).</summary>
    /// <param name="depth">L ≥ 1, real</param>
    /// <param name="pathways">P ≥ 1</param>
    public static double ReductionFactor(double depth, double pathways) => Math.Pow(pathways, (2 / depth) - 1);

    private static void RequireSame(int depths, int coefficients)
    {
        if (depths != coefficients)
        {
            throw new ArgumentException(
                $"Each pathway needs one coefficient; found {depths} depths and {coefficients} coefficients.",
                nameof(coefficients)
            );
        }
    }
}
