namespace Dlnx.Numerics;

/// <summary>A = U·diag(values)·Vᵀ for an m × n matrix A.</summary>
/// <param name="Left">U, m × m, orthogonal; its columns are the left singular vectors</param>
/// <param name="Values">min(m, n) singular values, descending</param>
/// <param name="RightTransposed">Vᵀ, n × n, orthogonal; its rows are the right singular vectors</param>
public sealed record SingularValueDecomposition(Matrix Left, double[] Values, Matrix RightTransposed)
{
    /// <summary>V, n × n; its columns are the right singular vectors.</summary>
    public Matrix Right => RightTransposed.Transpose();
}
