using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>The largest singular value of a dense matrix.</summary>
public static class OperatorNorm
{
    // Above this size Lanczos needs less work than squaring.
    private const int SmallSize = 24;
    private const int Squarings = 50;
    private const ulong StartStream = 1;

    /// <summary>‖A‖ = σ₁(A), to about 1e-10 relative.</summary>
    /// <exception cref="ArgumentException">an entry is not finite</exception>
    public static double Of(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (!matrix.IsFinite())
            throw new ArgumentException($"The {matrix} has an entry that is infinite or not a number.", nameof(matrix));
        return Math.Min(matrix.Rows, matrix.Columns) switch
        {
            <= 1 => matrix.FrobeniusNorm(),
            <= SmallSize => BySquaring(matrix),
            _ => ByLanczos(matrix),
        };
    }

    // P = Gᵖ/tr Gᵖ for G = AᵀA tends to the projection on the leading eigenvectors as p doubles; it has arrived when it is
    // of rank one, tr P² = 1, or when p exceeds the inverse of every gap that a double can show.
    private static double BySquaring(Matrix matrix)
    {
        var transposed = matrix.Transpose();
        var gram = matrix.Rows < matrix.Columns ? matrix * transposed : transposed * matrix;
        var trace = Trace(gram);
        if (trace == 0)
            return 0;
        var power = 1 / trace * gram;
        for (var i = 0; i < Squarings; i++)
        {
            var square = power * power;
            var purity = Trace(square);
            power = 1 / purity * square;
            if (1 - purity <= 1e-15)
                break;
        }

        return Math.Sqrt(TensorPrimitives.Dot<double>(power.Span, gram.Span));
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

        // The error of an eigenvalue is of the order of the residual's square.
        var options = new LanczosOptions { Tolerance = 1e-7 };
        var largest = Lanczos.Eigenvalues(Gram, matrix.Columns, new RandomStream(StartStream), options);
        return Math.Sqrt(largest.Eigenvalues[0]);
    }

    private static double Trace(Matrix matrix)
    {
        var sum = 0.0;
        for (var i = 0; i < matrix.Rows; i++)
            sum += matrix[i, i];
        return sum;
    }
}
