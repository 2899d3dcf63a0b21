using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>The principal components of a few points in many dimensions, by the Gram matrix of the centred points.</summary>
/// <param name="Variances">n sums of squares along the components, descending, none negative</param>
/// <param name="Scores">n × n: entry (i, k) is the coordinate of point i along component k, of either sign</param>
public sealed record PrincipalComponents(double[] Variances, Matrix Scores)
{
    /// <summary>The share of all variance along a component; 0 where all points are the same.</summary>
    /// <param name="component">0 for the largest</param>
    public double Share(int component) => Variances[component] > 0 ? Variances[component] / Variances.Sum() : 0;

    /// <summary>Analyses points.</summary>
    /// <param name="points">n × d, one point in each row</param>
    public static PrincipalComponents Of(Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var centred = Centred(points);
        var gram = new Matrix(points.Rows, points.Rows);
        for (var i = 0; i < points.Rows; i++)
        {
            for (var j = 0; j <= i; j++)
                gram[i, j] = gram[j, i] = TensorPrimitives.Dot<double>(centred.Row(i), centred.Row(j));
        }

        var eigen = Factorizations.SymmetricEigen(gram);
        double[] variances = [.. eigen.Values.Select(value => Math.Max(value, 0))];
        var scores = eigen.Vectors.Copy();
        for (var i = 0; i < points.Rows; i++)
        {
            for (var k = 0; k < points.Rows; k++)
                scores[i, k] *= Math.Sqrt(variances[k]);
        }

        return new(variances, scores);
    }

    private static Matrix Centred(Matrix points)
    {
        var mean = new double[points.Columns];
        for (var i = 0; i < points.Rows; i++)
            TensorPrimitives.Add<double>(mean, points.Row(i), mean);
        TensorPrimitives.Divide(mean, points.Rows, mean);
        var centred = points.Copy();
        for (var i = 0; i < points.Rows; i++)
            TensorPrimitives.Subtract<double>(centred.Row(i), mean, centred.Row(i));
        return centred;
    }
}
