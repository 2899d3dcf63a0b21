namespace Dlnx.Flatness;

/// <summary>
/// The Hessian of a minibatch as a rank-one signal in noise, H_B = λvvᵀ + E, for large P (D/eq-32, D/H-scaling): the entries of
/// E have the variance σ²/B, or σ²(N − B)/(B(N − 1)) for a batch drawn without replacement from N examples.
/// </summary>
/// <param name="Signal">λ &gt; 0, the eigenvalue of the full Hessian</param>
/// <param name="Dimension">P, number of parameters</param>
/// <param name="Sigma">σ ≥ 0, standard deviation of an entry of one example's Hessian</param>
/// <param name="BatchSize">B, 1 ≤ B ≤ N</param>
public sealed record SpikedBatch(double Signal, double Dimension, double Sigma, double BatchSize)
{
    /// <summary>N, the examples that the batch is drawn from; infinite by default.</summary>
    public double Population { get; init; } = double.PositiveInfinity;

    /// <summary>Pσ²/B times the finite-population factor: the square of the noise's edge is four times this.</summary>
    public double NoisePower =>
        Dimension
        * Sigma
        * Sigma
        / BatchSize
        * (
            double.IsPositiveInfinity(Population) ? 1
            : Population > 1 ? (Population - BatchSize) / (Population - 1)
            : 0
        );

    /// <summary>Whether the signal stands out: λ² &gt; NoisePower.</summary>
    public bool IsVisible => Signal * Signal > NoisePower;

    /// <summary>|v·v_B|², the overlap of the batch's leading eigenvector with the signal: 1 − NoisePower/λ², or 0.</summary>
    public double Overlap => IsVisible ? 1 - (NoisePower / (Signal * Signal)) : 0;

    /// <summary>λ_B, the batch's largest eigenvalue: λ + NoisePower/λ, or the edge 2√NoisePower.</summary>
    public double TopEigenvalue => IsVisible ? Signal + (NoisePower / Signal) : 2 * Math.Sqrt(NoisePower);

    /// <summary>The batch size at which the signal starts to stand out: NoisePower = λ².</summary>
    public double VisibleFrom
    {
        get
        {
            var power = Dimension * Sigma * Sigma;
            var square = Signal * Signal;
            return double.IsPositiveInfinity(Population)
                ? power / square
                : power * Population / (((Population - 1) * square) + power);
        }
    }

    /// <summary>2/λ_B, the largest stable learning rate of the batch.</summary>
    public double LargestRate => 2 / TopEigenvalue;

    /// <summary>
    /// d log(2/λ_B)/d log B of an infinite population: ½ where the signal is hidden, c/(λ²B + c) with c = Pσ² where it is
    /// visible.
    /// </summary>
    public double RateExponent
    {
        get
        {
            var power = Dimension * Sigma * Sigma;
            return BatchSize <= power / (Signal * Signal) ? 0.5 : power / ((Signal * Signal * BatchSize) + power);
        }
    }
}
