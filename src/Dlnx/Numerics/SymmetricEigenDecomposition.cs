namespace Dlnx.Numerics;

/// <summary>A = Q·diag(values)·Qᵀ for a symmetric n × n matrix A.</summary>
/// <param name="Values">n eigenvalues, descending</param>
/// <param name="Vectors">n × n, orthogonal; column i belongs to value i</param>
public sealed record SymmetricEigenDecomposition(double[] Values, Matrix Vectors);
