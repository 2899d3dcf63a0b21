using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>The largest singular value of a dense matrix.</summary>
public static class OperatorNorm
{
    // Above this size Lanczos beats the full decomposition.
    private const int Dense = 24;
    private const ulong StartStream = 1;

    /// <summary>‖A‖ = σ₁(A), to about 1e-12 relative.</summary>
    /// <exception cref="ArgumentException">an entry is not finite</exception>
    public static double Of(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (Math.Min(matrix.Rows, matrix.Columns) <= 1)
            return matrix.FrobeniusNorm();
        return Math.Min(matrix.Rows, matrix.Columns) <= Dense
            ? Factorizations.SingularValues(matrix)[0]
            : ByLanczos(matrix);
    }

    private static double ByLanczos(Matrix matrix)
    {
        var image = new double[matrix.Rows];
        void Gram(ReadOnlySpan<double> vector, Span<double> result)
        {
            result.Clear();
            for (var i = 0; i < image.Length; i++)
            {
                image[i] = TensorPrimitives.Dot(matrix.Row(i), vector);
                TensorPrimitives.MultiplyAdd(matrix.Row(i), image[i], result, result);
            }
        }

        var largest = Lanczos.Eigenvalues(Gram, matrix.Columns, new RandomStream(StartStream));
        return Math.Sqrt(largest.Eigenvalues[0]);
    }
}
