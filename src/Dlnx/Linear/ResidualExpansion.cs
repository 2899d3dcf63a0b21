using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// How one step of gradient descent changes the residual of a mode with pathways of one depth, in powers of ηe
/// (A, Lemma E.9): e⁺ = (1 − ηλ)e + η²Qe² − η³Te³ + ….
/// </summary>
/// <param name="Residual">e before the step</param>
/// <param name="Sharpness">λ = LΣr_p^(2L−2)</param>
/// <param name="Quadratic">Q = L(L−1)/2·Σr_p^(3L−4)</param>
/// <param name="Cubic">T = C(L,3)·Σr_p^(4L−6)</param>
/// <param name="Exact">e⁺ by doing the step</param>
/// <param name="Binomial">e⁺ = e + Σ_k C(L,k)(−ηe)^k Σr_p^(L+k(L−2)), all L terms</param>
/// <param name="LearningRate">η</param>
public sealed record ResidualExpansion(
    double Residual,
    double Sharpness,
    double Quadratic,
    double Cubic,
    double Exact,
    double Binomial,
    double LearningRate
)
{
    /// <summary>(1 − ηλ)e + η²Qe².</summary>
    public double TwoTerms =>
        ((1 - (LearningRate * Sharpness)) * Residual) + (Quadratic * Squared(LearningRate * Residual));

    /// <summary>The two terms and −η³Te³.</summary>
    public double ThreeTerms => TwoTerms - (Cubic * LearningRate * Residual * Squared(LearningRate * Residual));

    /// <summary>The expansion at a state.</summary>
    /// <param name="mode">pathways of one depth L, 2 to 64; not changed</param>
    /// <param name="learningRate">η</param>
    public static ResidualExpansion Of(PathwayMode mode, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(mode);
        var depth = MapDomain.Depth(mode.Depths[0]);
        var residual = mode.Residual;
        var next = mode.Copy();
        next.Step(learningRate);
        var (binomial, choose, power) = (residual, 1.0, 1.0);
        for (var k = 1; k <= depth; k++)
        {
            choose *= (depth - k + 1.0) / k;
            power *= -learningRate * residual;
            binomial += choose * power * PowerSum(mode, depth + (k * (depth - 2)));
        }

        return new(
            residual,
            mode.Sharpness,
            depth * (depth - 1) / 2.0 * PowerSum(mode, (3 * depth) - 4),
            depth * (depth - 1) * (depth - 2) / 6.0 * PowerSum(mode, (4 * depth) - 6),
            next.Residual,
            binomial,
            learningRate
        );
    }

    private static double PowerSum(PathwayMode mode, int exponent)
    {
        var sum = 0.0;
        foreach (var r in mode.Scales)
        {
            sum += IntegerPower.Raise(r, exponent);
        }

        return sum;
    }

    private static double Squared(double x) => x * x;
}
