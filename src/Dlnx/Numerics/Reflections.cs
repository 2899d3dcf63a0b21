using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>
/// Householder's reduction A = QR of square matrices without Q: what else Q is needed for is done as the reflections come
/// (Golub, Van Loan 5.2). All matrices are stored row after row.
/// </summary>
internal static class Reflections
{
    /// <summary>A ← R and B ← BQ: the product BA stays the same.</summary>
    public static void TriangulariseBefore(Span<double> a, Span<double> b, int size)
    {
        var (reflector, row) = (new double[size], new double[size]);
        for (var k = 0; k < size - 1; k++)
        {
            var active = reflector.AsSpan(k);
            if (!Reflect(a, active, row, k, size))
                continue;
            for (var i = 0; i < size; i++)
            {
                var part = b.Slice((i * size) + k, size - k);
                TensorPrimitives.MultiplyAdd(active, -2 * TensorPrimitives.Dot<double>(active, part), part, part);
            }
        }
    }

    /// <summary>A ← R and B ← QᵀB: the distance of A and B stays the same.</summary>
    public static void TriangulariseBeside(Span<double> a, Span<double> b, int size)
    {
        var (reflector, row) = (new double[size], new double[size]);
        for (var k = 0; k < size - 1; k++)
        {
            var active = reflector.AsSpan(k);
            if (Reflect(a, active, row, k, size))
                Apply(active, b, row, k, 0, size);
        }
    }

    /// <summary>Makes the column zero below the diagonal by H = I − 2vvᵀ; false if it is.</summary>
    private static bool Reflect(Span<double> a, Span<double> reflector, double[] row, int column, int size)
    {
        for (var i = column; i < size; i++)
            reflector[i - column] = a[(i * size) + column];
        var norm = TensorPrimitives.Norm<double>(reflector);
        if (TensorPrimitives.MaxMagnitude<double>(reflector[1..]) == 0)
            return false;
        reflector[0] += Math.CopySign(norm, reflector[0]);
        TensorPrimitives.Divide(reflector, TensorPrimitives.Norm<double>(reflector), reflector);
        Apply(reflector, a, row, column, column, size);
        for (var i = column + 1; i < size; i++)
            a[(i * size) + column] = 0;
        return true;
    }

    // B ← (I − 2vvᵀ)B for v that begins in some row, from some column of B on.
    private static void Apply(
        ReadOnlySpan<double> reflector,
        Span<double> b,
        double[] row,
        int firstRow,
        int firstColumn,
        int size
    )
    {
        var sum = row.AsSpan(firstColumn);
        sum.Clear();
        for (var i = firstRow; i < size; i++)
            TensorPrimitives.MultiplyAdd(Part(b, i), reflector[i - firstRow], sum, sum);
        for (var i = firstRow; i < size; i++)
            TensorPrimitives.MultiplyAdd(sum, -2 * reflector[i - firstRow], Part(b, i), Part(b, i));

        Span<double> Part(Span<double> matrix, int index) =>
            matrix.Slice((index * size) + firstColumn, size - firstColumn);
    }
}
