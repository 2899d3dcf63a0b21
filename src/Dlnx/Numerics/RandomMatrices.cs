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
    /// An orthogonal n × n matrix of Haar (uniform) distribution: the Q of a Gaussian matrix whose R has a positive diagonal
    /// (Mezzadri, Notices AMS 54, 2007), by Gram–Schmidt on its rows, each row orthogonalised twice.
    /// </summary>
    /// <param name="size">n ≥ 0</param>
    /// <param name="stream">the source of the Gaussian entries</param>
    public static Matrix Orthogonal(int size, RandomStream stream)
    {
        var result = Gaussian(size, size, stream);
        for (var i = 0; i < size; i++)
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
