namespace Dlnx.Escape;

/// <summary>The numbers of an activation that govern the escape from the saddle at 0 (C, Section 4).</summary>
/// <param name="Mu1">μ₁ = 𝔼[sφ(s)] = 𝔼φ′(s)</param>
/// <param name="MuQ">μ_q = 𝔼[s^q φ(s)]; null in the classes A and D</param>
/// <param name="CorrectionRatio">C₀ = c_q μ_q/(c₁ μ₁); 0 for a linear φ, null where a factor is undefined</param>
/// <param name="DeficitOrder">leading order of the deficit at 0: 0 in class D, q elsewhere; null where it vanishes</param>
/// <param name="DeficitCoefficient">its coefficient: φ(0) in class D, −(q − 1)c_q elsewhere; null where it vanishes</param>
public sealed record ActivationConstants(
    double Mu1,
    double? MuQ,
    double? CorrectionRatio,
    int? DeficitOrder,
    double? DeficitCoefficient
)
{
    /// <summary>The constants of an activation.</summary>
    public static ActivationConstants Of(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        var mu1 = GaussianRule.Line.Expectation(s => s * activation.Value(s));
        if (activation.TaylorCoefficient(0) != 0)
            return new(mu1, null, null, 0, activation.TaylorCoefficient(0));
        if (activation.Order is not { } q)
            return new(mu1, null, activation.Slope is null ? null : 0, null, null);
        var muQ = GaussianRule.Line.Expectation(s => Math.Pow(s, q) * activation.Value(s));
        var cq = activation.TaylorCoefficient(q);
        return new(mu1, muQ, cq * muQ / (activation.TaylorCoefficient(1) * mu1), q, -(q - 1) * cq);
    }

    /// <summary>The drive κ = αc₁^{L−1}μ₁ (C, eq. 7); null where φ has no slope at 0.</summary>
    /// <param name="activation">φ</param>
    /// <param name="depth">L ≥ 1, the number of weight matrices</param>
    /// <param name="alpha">α, the scale of the teacher</param>
    public static double? Drive(Activation activation, int depth, double alpha)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return activation.Slope is { } c1 ? alpha * Math.Pow(c1, depth - 1) * Of(activation).Mu1 : null;
    }
}
