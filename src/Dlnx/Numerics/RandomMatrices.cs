using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>Random matrices drawn from a <see cref="RandomStream"/>.</summary>
public static class RandomMatrices
{
    /// <summary>Independent standard normal entries.</summary>
    public static Matrix Gaussian(int rows, int columns, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var result = new Matrix(rows, columns);
        stream.FillNormal(result.Span);
        return result;
    }

    /// <summary>
    /// A symmetric n × n matrix of the Gaussian orthogonal ensemble: independent normal entries on and above the diagonal, of
    /// variance s² off the diagonal and 2s² on it.
    /// </summary>
    /// <param name="size">n ≥ 0</param>
    /// <param name="deviation">s ≥ 0, the standard deviation of an entry off the diagonal</param>
    /// <param name="stream">the source of the entries, row by row</param>
    public static Matrix GaussianOrthogonal(int size, double deviation, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var result = new Matrix(size, size);
        var diagonal = Math.Sqrt(2) * deviation;
        for (var i = 0; i < size; i++)
        {
            result[i, i] = diagonal * stream.NextNormal();
            for (var j = i + 1; j < size; j++)
            {
                result[i, j] = result[j, i] = deviation * stream.NextNormal();
            }
        }

        return result;
    }

    /// <summary>
    /// An orthogonal n × n matrix of Haar (uniform) distribution: the Q of a Gaussian matrix whose R has a positive diagonal
    /// (Mezzadri, Notices AMS 54, 2007), by Gram–Schmidt on its rows, each row orthogonalised twice.
    /// </summary>
    /// <param name="size">n ≥ 0</param>
    /// <param name="stream">the source of the Gaussian entries</param>
    public static Matrix Orthogonal(int size, RandomStream stream) => Frame(size, size, stream);

    /// <summary>The first rows of an orthogonal matrix of Haar distribution: an orthonormal frame of a random subspace.</summary>
    /// <param name="rows">k, 0 ≤ k ≤ n</param>
    /// <param name="columns">n</param>
    /// <param name="stream">the source of the Gaussian entries</param>
    /// <exception cref="ArgumentException">k exceeds n</exception>
    public static Matrix Frame(int rows, int columns, RandomStream stream)
    {
        if (rows > columns)
            throw new ArgumentException(
                $"There are no {rows} orthogonal directions in {columns} dimensions.",
                nameof(rows)
            );
        var result = Gaussian(rows, columns, stream);
        for (var i = 0; i < rows; i++)
        {
            var row = result.Row(i);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var j = 0; j < i; j++)
                {
                    var earlier = result.Row(j);
                    TensorPrimitives.MultiplyAdd(earlier, -TensorPrimitives.Dot<double>(row, earlier), row, row);
                }
            }

            TensorPrimitives.Divide(row, TensorPrimitives.Norm<double>(row), row);
        }

        return result;
    }
}
