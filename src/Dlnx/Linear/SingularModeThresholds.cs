using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>Learning-rate thresholds of the singular directions of a target (B/lem-1, B/fig-18; quantity B/thresholds).</summary>
/// <param name="ModeSharpness">Sᵢ = Lσᵢ^{2−2/L}</param>
/// <param name="Lambda">r × r, λᵢⱼ; its diagonal is Sᵢ</param>
/// <param name="Onsets">ηᵢ = 2/Sᵢ, where direction i starts to oscillate inside the invariant set</param>
/// <param name="Cross">2/λ₁₂, where the first direction off that set becomes unstable; null when r &lt; 2</param>
/// <param name="CrossStep">k₁₂ = 2S₁/λ₁₂, the same in the normalised step k = ηS₁; null when r &lt; 2</param>
public sealed record SingularModeThresholds(
    double[] ModeSharpness,
    Matrix Lambda,
    double[] Onsets,
    double? Cross,
    double? CrossStep
)
{
    /// <summary>The thresholds of a target with the given singular values.</summary>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="singularValues">σ₁ ≥ … ≥ σ_r &gt; 0, at least one</param>
    /// <exception cref="ArgumentException">no value, or one that is not positive, or values that are not descending</exception>
    public static SingularModeThresholds Of(int depth, params double[] singularValues)
    {
        ArgumentNullException.ThrowIfNull(singularValues);
        if (singularValues.Length == 0 || !(singularValues[^1] > 0) || !IsDescending(singularValues))
        {
            throw new ArgumentException(
                $"Give at least one positive singular value, in descending order; found "
                    + $"({string.Join(", ", singularValues)}).",
                nameof(singularValues)
            );
        }

        var rank = singularValues.Length;
        var lambda = new Matrix(rank, rank);
        for (var i = 0; i < rank; i++)
        {
            for (var j = 0; j < rank; j++)
            {
                lambda[i, j] = HessianSpectrum.Lambda(depth, singularValues[i], singularValues[j]);
            }
        }

        double[] sharpness = [.. singularValues.Select(sigma => HessianSpectrum.ModeSharpness(depth, sigma))];
        return new(
            sharpness,
            lambda,
            [.. sharpness.Select(value => 2 / value)],
            rank < 2 ? null : 2 / lambda[0, 1],
            rank < 2 ? null : 2 * sharpness[0] / lambda[0, 1]
        );
    }

    private static bool IsDescending(double[] values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (!(values[i] <= values[i - 1]))
            {
                return false;
            }
        }

        return true;
    }
}
