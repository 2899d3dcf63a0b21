using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>
/// Singular values of a few long rows by one-sided Jacobi rotations (Hestenes; Golub, Van Loan 8.6.3): small values keep their
/// relative accuracy, and nothing larger than the matrix is formed.
/// </summary>
internal static class RowSingularValues
{
    private const int MaximumRounds = 60;
    private const double Orthogonal = 1e-15;

    /// <summary>The singular values, descending; the rows are replaced by orthogonal ones.</summary>
    /// <param name="rows">k × n; rotated in place</param>
    public static double[] Descending(Matrix rows)
    {
        var rotated = true;
        for (var round = 0; rotated && round < MaximumRounds; round++)
        {
            rotated = false;
            for (var p = 0; p < rows.Rows; p++)
            {
                for (var q = p + 1; q < rows.Rows; q++)
                {
                    rotated |= Rotate(rows.Row(p), rows.Row(q));
                }
            }
        }

        var norms = new double[rows.Rows];
        for (var p = 0; p < norms.Length; p++)
        {
            norms[p] = TensorPrimitives.Norm<double>(rows.Row(p));
        }

        Array.Sort(norms, (x, y) => y.CompareTo(x));
        return norms;
    }

    /// <summary>Makes two rows orthogonal; false where they are already.</summary>
    private static bool Rotate(Span<double> p, Span<double> q)
    {
        var alpha = TensorPrimitives.Dot<double>(p, p);
        var beta = TensorPrimitives.Dot<double>(q, q);
        var gamma = TensorPrimitives.Dot<double>(p, q);
        if (!(Math.Abs(gamma) > Orthogonal * Math.Sqrt(alpha * beta)))
        {
            return false;
        }

        var zeta = (beta - alpha) / (2 * gamma);
        var tangent = Math.CopySign(1 / (Math.Abs(zeta) + double.Hypot(1, zeta)), zeta);
        var cosine = 1 / double.Hypot(1, tangent);
        var sine = cosine * tangent;
        for (var i = 0; i < p.Length; i++)
        {
            (p[i], q[i]) = ((cosine * p[i]) - (sine * q[i]), (sine * p[i]) + (cosine * q[i]));
        }

        return true;
    }
}
