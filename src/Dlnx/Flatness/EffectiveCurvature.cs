using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// Curvatures of a quadratic with Hessian H under a diagonal preconditioner D (D/eq-10-11, eqs. (36), (37)). For a positive
/// semidefinite H they are in ascending order; a step of rate η is stable iff η·PreconditionedSharpness &lt; 2.
/// </summary>
/// <param name="AlongLeading">λ_eff = v₁ᵀD^(−½)HD^(−½)v₁ with v₁ the leading eigenvector of H</param>
/// <param name="WeightedDiagonal">λ₁ Σᵢ v₁ᵢ²/Dᵢ</param>
/// <param name="PreconditionedSharpness">λ_max(D^(−½)HD^(−½)) = λ_max(D⁻¹H)</param>
/// <param name="UpperBound">λ₁/min D, for λ₁ ≥ 0</param>
public sealed record EffectiveCurvature(
    double AlongLeading,
    double WeightedDiagonal,
    double PreconditionedSharpness,
    double UpperBound
)
{
    /// <summary>Evaluates all four.</summary>
    /// <param name="hessian">H, n × n, symmetric</param>
    /// <param name="preconditioner">the diagonal of D, n positive entries</param>
    /// <exception cref="ArgumentException">H is not symmetric or finite, or D is not positive or of another length</exception>
    public static EffectiveCurvature Of(Matrix hessian, ReadOnlySpan<double> preconditioner)
    {
        var scaled = Preconditioned(hessian, preconditioner);
        var eigen = Factorizations.SymmetricEigen(hessian);
        var leading = eigen.Vectors.Column(0);
        var (along, weights) = (0.0, 0.0);
        for (var i = 0; i < leading.Length; i++)
        {
            weights += leading[i] * leading[i] / preconditioner[i];
            for (var j = 0; j < leading.Length; j++)
                along += leading[i] * scaled[i, j] * leading[j];
        }

        return new(
            along,
            eigen.Values[0] * weights,
            Factorizations.SymmetricEigenvalues(scaled)[0],
            eigen.Values[0] / Smallest(preconditioner)
        );
    }

    /// <summary>D^(−½)HD^(−½), the Hessian in the coordinates where D is the identity.</summary>
    /// <param name="hessian">H, n × n</param>
    /// <param name="preconditioner">the diagonal of D, n positive entries</param>
    /// <exception cref="ArgumentException">D is not positive or of another length</exception>
    public static Matrix Preconditioned(Matrix hessian, ReadOnlySpan<double> preconditioner)
    {
        ArgumentNullException.ThrowIfNull(hessian);
        if (!hessian.IsSquare || hessian.Rows == 0 || preconditioner.Length != hessian.Rows)
        {
            throw new ArgumentException(
                $"A preconditioner has one entry for each row of a square Hessian; found {preconditioner.Length} and a {hessian}."
            );
        }

        if (!(Smallest(preconditioner) > 0))
            throw new ArgumentException("The entries of a preconditioner are positive.", nameof(preconditioner));
        var scaled = hessian.Copy();
        for (var i = 0; i < scaled.Rows; i++)
        {
            for (var j = 0; j < scaled.Columns; j++)
                scaled[i, j] /= Math.Sqrt(preconditioner[i] * preconditioner[j]);
        }

        return scaled;
    }

    private static double Smallest(ReadOnlySpan<double> values)
    {
        var smallest = double.PositiveInfinity;
        foreach (var value in values)
            smallest = Math.Min(smallest, value);
        return smallest;
    }
}
