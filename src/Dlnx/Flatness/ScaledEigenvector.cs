using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// The leading eigenvector v of a sum of products in the scaled entries w_i = θ_iv_i, and how well w solves the eigenvalue
/// problems proposed for it (D, App. E.7).
/// </summary>
public sealed class ScaledEigenvector
{
    private readonly ScaledHessian hessian;

    /// <summary>The leading eigenvector of a Hessian.</summary>
    public ScaledEigenvector(ScaledHessian hessian)
    {
        ArgumentNullException.ThrowIfNull(hessian);
        this.hessian = hessian;
        Leading = LeadingPair.Of(hessian.Hessian());
        Scaled = new double[hessian.Theta.Length];
        TensorPrimitives.Multiply(Leading.Vector, hessian.Theta, Scaled);
    }

    /// <summary>λ_max of H and v.</summary>
    public LeadingPair Leading { get; }

    /// <summary>w_i = θ_iv_i.</summary>
    public double[] Scaled { get; }

    /// <summary>max|(H̃ − λD⁻ᵖ)w|: 0 for p = 2, the symmetric pencil; p = 0 is the plain problem H̃w = λw.</summary>
    /// <param name="power">p</param>
    public double PencilResidual(int power) => Residual(hessian.Rescaled(), power);

    /// <summary>max|(DHD⁻¹ − λ)w|, which is 0.</summary>
    public double SimilarityResidual() => Residual(hessian.Similar(1), 0);

    private double Residual(Matrix matrix, int power)
    {
        var worst = 0.0;
        for (var i = 0; i < Scaled.Length; i++)
        {
            var right = Leading.Value * Math.Pow(hessian.Theta[i], -power) * Scaled[i];
            worst = Math.Max(worst, Math.Abs(TensorPrimitives.Dot(matrix.Row(i), Scaled) - right));
        }
        return worst;
    }
}
