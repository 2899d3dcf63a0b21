namespace Dlnx.Numerics;

/// <summary>
/// The exponential of a dense matrix: scaling and squaring with the diagonal Padé approximant of degree 13 (Higham, "The
/// scaling and squaring method for the matrix exponential revisited", SIAM J. Matrix Anal. Appl. 26, 2005).
/// </summary>
public static class MatrixExponential
{
    // Up to this norm the approximant has a backward error below the rounding of a double (Higham, Table 2.3).
    private const double LargestNorm = 5.371920351148152;

    // The numerator's coefficients; the denominator has them with alternating signs.
    private static ReadOnlySpan<double> Coefficients =>
        [
            64764752532480000,
            32382376266240000,
            7771770303897600,
            1187353796428800,
            129060195264000,
            10559470521600,
            670442572800,
            33522128640,
            1323241920,
            40840800,
            960960,
            16380,
            182,
            1,
        ];

    /// <summary>e^A.</summary>
    /// <param name="matrix">A, square and finite</param>
    /// <exception cref="ArgumentException">not square, or an entry that is not finite</exception>
    public static Matrix Of(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (!matrix.IsSquare || !matrix.IsFinite())
        {
            throw new ArgumentException($"The exponential needs a square, finite matrix; found a {matrix}.");
        }

        var norm = LargestColumnSum(matrix);
        var squarings = norm > LargestNorm ? (int)Math.Ceiling(Math.Log2(norm / LargestNorm)) : 0;
        var result = Approximant(Math.ScaleB(1, -squarings) * matrix);
        for (var i = 0; i < squarings; i++)
        {
            result *= result;
        }

        return result;
    }

    private static Matrix Approximant(Matrix a)
    {
        var a2 = a * a;
        var a4 = a2 * a2;
        var a6 = a4 * a2;
        var b = Coefficients;
        Matrix Powers(double c0, double c2, double c4, double c6) =>
            Matrix.ScaledIdentity(a.Rows, c0) + (c2 * a2) + (c4 * a4) + (c6 * a6);
        var odd = a * ((a6 * Powers(0, b[9], b[11], b[13])) + Powers(b[1], b[3], b[5], b[7]));
        var even = (a6 * Powers(0, b[8], b[10], b[12])) + Powers(b[0], b[2], b[4], b[6]);
        return Factorizations.Solve(even - odd, even + odd);
    }

    private static double LargestColumnSum(Matrix matrix)
    {
        var sums = new double[matrix.Columns];
        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var j = 0; j < sums.Length; j++)
            {
                sums[j] += Math.Abs(matrix[i, j]);
            }
        }

        return sums.DefaultIfEmpty().Max();
    }
}
