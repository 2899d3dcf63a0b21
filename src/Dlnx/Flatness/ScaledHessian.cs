using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// The Hessian of a sum of products as H_ij = K_ij/(θ_iθ_j), where K_ij = ℓ″Z_iZ_j + ℓ′Σ_{k∋i,j} z_k for i ≠ j,
/// K_ii = ℓ″Z_i² and Z_i = Σ_{k∋i} z_k over the terms k (D, App. E.6, E.7 and eqs. (23), (24)).
/// </summary>
public sealed class ScaledHessian
{
    private readonly double[] theta;

    /// <summary>The Hessian at a point.</summary>
    /// <param name="model">z</param>
    /// <param name="theta">θ, none 0</param>
    /// <param name="slopes">ℓ′ and ℓ″ at z(θ)</param>
    /// <exception cref="ArgumentException">θ has an entry that is 0 or not finite, or not as many as the model</exception>
    public ScaledHessian(SumOfProducts model, ReadOnlySpan<double> theta, LossSlopes slopes)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (theta.Length != model.ParameterCount)
            throw new ArgumentException(
                $"θ has {theta.Length} entries; the sum has {model.ParameterCount} parameters."
            );
        this.theta = InverseScales.Require(theta);
        Numerators = NumeratorsOf(model, theta, slopes);
    }

    /// <summary>The Hessian of a sum at a point under a loss.</summary>
    /// <param name="loss">ℓ</param>
    /// <param name="model">z</param>
    /// <param name="theta">θ, none 0</param>
    /// <exception cref="ArgumentException">θ has an entry that is 0 or not finite, or not as many as the model</exception>
    public static ScaledHessian At(ScalarLoss loss, SumOfProducts model, ReadOnlySpan<double> theta)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model, theta, LossSlopes.Of(loss, model.Value(theta)));
    }

    private ScaledHessian(Matrix numerators, double[] theta) => (Numerators, this.theta) = (numerators, theta);

    /// <summary>K, n × n.</summary>
    public Matrix Numerators { get; }

    /// <summary>θ.</summary>
    public ReadOnlySpan<double> Theta => theta;

    /// <summary>The same K with another scale for one parameter.</summary>
    /// <param name="j">index from 0</param>
    /// <param name="scale">its scale, not 0</param>
    public ScaledHessian WithScale(int j, double scale)
    {
        var scales = theta.ToArray();
        scales[j] = scale;
        return new(Numerators, InverseScales.Require(scales));
    }

    /// <summary>H, K_ij/(θ_iθ_j).</summary>
    public Matrix Hessian() => Map((i, j) => Numerators[i, j] / (theta[i] * theta[j]));

    /// <summary>H̃ = H_ij/(θ_iθ_j), symmetric.</summary>
    public Matrix Rescaled() => Map((i, j) => Numerators[i, j] / (theta[i] * theta[j]) / (theta[i] * theta[j]));

    /// <summary>DᵖHD⁻ᵖ with D = diag θ: the spectrum of H, and in general not symmetric.</summary>
    /// <param name="power">p</param>
    public Matrix Similar(int power) =>
        Map((i, j) => Numerators[i, j] / (theta[i] * theta[j]) * Math.Pow(theta[i] / theta[j], power));

    private Matrix Map(Func<int, int, double> entry)
    {
        var matrix = new Matrix(theta.Length, theta.Length);
        for (var i = 0; i < theta.Length; i++)
        {
            for (var j = 0; j < theta.Length; j++)
                matrix[i, j] = entry(i, j);
        }
        return matrix;
    }

    private static Matrix NumeratorsOf(SumOfProducts model, ReadOnlySpan<double> theta, LossSlopes slopes)
    {
        var through = new double[theta.Length];
        var numerators = new Matrix(theta.Length, theta.Length);
        foreach (var term in model.Terms)
        {
            var value = term.Value(theta);
            foreach (var i in term.Parameters)
            {
                through[i] += value;
                foreach (var j in term.Parameters)
                    numerators[i, j] += i == j ? 0 : slopes.First * value;
            }
        }
        for (var i = 0; i < theta.Length; i++)
        {
            for (var j = 0; j < theta.Length; j++)
                numerators[i, j] += slopes.Second * through[i] * through[j];
        }
        return numerators;
    }
}
