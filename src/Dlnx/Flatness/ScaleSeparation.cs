namespace Dlnx.Flatness;

/// <summary>
/// Squared ratios of two entries of the leading eigenvector when one scale θ_j is moved at fixed K
/// (<see cref="ScaledHessian.Numerators"/>), in three readings, and the limit θ_j → ∞ (D, App. E.7).
/// </summary>
/// <param name="Entries">(v_i/v_j)², growing like θ_j²</param>
/// <param name="Scaled">(w_i/w_j)² with w = θv, which tends to <see cref="LimitOfScaled"/></param>
/// <param name="InverselyScaled">(w_i/w_j)² with w = v/θ, growing like θ_j⁴</param>
public sealed record ScaleSeparation(double Entries, double Scaled, double InverselyScaled)
{
    /// <summary>The ratios at the present scales.</summary>
    /// <param name="hessian">K and θ</param>
    /// <param name="i">index from 0</param>
    /// <param name="j">index from 0, other than i</param>
    /// <exception cref="ArgumentException">there is no such pair</exception>
    public static ScaleSeparation Of(ScaledHessian hessian, int i, int j)
    {
        RequirePair(hessian, i, j);
        var v = LeadingPair.Of(hessian.Hessian()).Vector;
        var (entries, scales) = (v[i] / v[j], hessian.Theta[i] / hessian.Theta[j]);
        return new(entries * entries, entries * scales * (entries * scales), entries / scales * (entries / scales));
    }

    /// <summary>
    /// (λ₀θ_iv⁰_i / Σ_{k≠j} K_jk v⁰_k/θ_k)², where (λ₀, v⁰) leads H without row and column j: the limit of
    /// <see cref="Scaled"/> as θ_j → ∞; +∞ when the sum is 0.
    /// </summary>
    /// <param name="hessian">K and θ, at least 2 × 2; θ_j itself does not enter</param>
    /// <param name="i">index from 0</param>
    /// <param name="j">index from 0, other than i</param>
    /// <exception cref="ArgumentException">there is no such pair</exception>
    public static double LimitOfScaled(ScaledHessian hessian, int i, int j)
    {
        RequirePair(hessian, i, j);
        int[] kept = [.. Enumerable.Range(0, hessian.Theta.Length).Where(k => k != j)];
        var leading = LeadingPair.Of(SubMatrix.Of(hessian.Hessian(), kept, kept));
        var pull = 0.0;
        for (var k = 0; k < kept.Length; k++)
            pull += hessian.Numerators[j, kept[k]] * leading.Vector[k] / hessian.Theta[kept[k]];
        var ratio = leading.Value * hessian.Theta[i] * leading.Vector[Array.IndexOf(kept, i)] / pull;
        return ratio * ratio;
    }

    private static void RequirePair(ScaledHessian hessian, int i, int j)
    {
        ArgumentNullException.ThrowIfNull(hessian);
        var last = hessian.Theta.Length - 1;
        if (i < 0 || i > last || j < 0 || j > last || i == j)
            throw new ArgumentException($"The pair is ({i}, {j}); it needs two different indices from 0 to {last}.");
    }
}
