using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// The stationary law of gradient descent with noise on the quadratic ½λx², x⁺ = x − η(λx + ρε), Var ε = s², against its
/// diffusion approximation (D, eqs. 2, 3, 7 to 9).
/// </summary>
public sealed record StationaryNoise
{
    /// <summary>The law of a step.</summary>
    /// <param name="learningRate">η, positive, below 2/λ</param>
    /// <param name="curvature">λ, positive</param>
    /// <param name="noiseScale">ρ ≥ 0: 0 is full batch, 1 plain minibatches</param>
    /// <param name="variance">s² ≥ 0, the variance of the gradient noise of one step at ρ = 1</param>
    /// <exception cref="ArgumentOutOfRangeException">a parameter is out of range</exception>
    public StationaryNoise(double learningRate, double curvature, double noiseScale, double variance)
    {
        Curvature = MapDomain.Positive(curvature, nameof(curvature));
        LearningRate = MapDomain.Positive(learningRate, nameof(learningRate));
        ArgumentOutOfRangeException.ThrowIfNegative(noiseScale);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        if (!(learningRate * curvature < 2))
        {
            throw new ArgumentOutOfRangeException(
                nameof(learningRate),
                $"At learning rate {learningRate} and curvature {curvature} there is no stationary law; their product "
                    + "must be below 2."
            );
        }
        (NoiseScale, Variance) = (noiseScale, variance);
    }

    /// <summary>η.</summary>
    public double LearningRate { get; }

    /// <summary>λ.</summary>
    public double Curvature { get; }

    /// <summary>ρ.</summary>
    public double NoiseScale { get; }

    /// <summary>s².</summary>
    public double Variance { get; }

    /// <summary>T = ηρ²s²/2, the temperature of the Gibbs law e^{−L/T} of the diffusion.</summary>
    public double Temperature => 0.5 * LearningRate * NoiseScale * NoiseScale * Variance;

    /// <summary>T/λ, the variance of x under the diffusion.</summary>
    public double DiffusionVariance => Temperature / Curvature;

    /// <summary>The variance over that of the diffusion, 2/(2 − ηλ): it diverges at the edge of stability.</summary>
    public double Ratio => 2 / (2 - LearningRate * Curvature);

    /// <summary>ηρ²s²/(λ(2 − ηλ)), the variance of x, which solves V = (1 − ηλ)²V + η²ρ²s².</summary>
    public double ExactVariance => DiffusionVariance * Ratio;

    /// <summary>
    /// Σ with HΣ + ΣH = ηC, the stationary covariance of dθ = −Hθ dt + √(ηC) dW: in the eigenbasis of H its entries are
    /// ηCᵢⱼ/(λᵢ + λⱼ).
    /// </summary>
    /// <param name="hessian">H, symmetric and positive definite, n × n</param>
    /// <param name="scaledNoise">ηC, symmetric, n × n; C is the covariance of the noise of one step</param>
    /// <exception cref="ArgumentException">H is not positive definite</exception>
    public static Matrix DiffusionCovariance(Matrix hessian, Matrix scaledNoise)
    {
        ArgumentNullException.ThrowIfNull(hessian);
        ArgumentNullException.ThrowIfNull(scaledNoise);
        var (values, vectors) = Factorizations.SymmetricEigen(hessian);
        if (!(values[^1] > 0))
        {
            throw new ArgumentException(
                $"The Hessian has the eigenvalue {values[^1]}; a stationary law needs all of them positive.",
                nameof(hessian)
            );
        }
        var covariance = vectors.Transpose() * scaledNoise * vectors;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < values.Length; j++)
            {
                covariance[i, j] /= values[i] + values[j];
            }
        }
        return vectors * covariance * vectors.Transpose();
    }
}
