using System.Numerics;

namespace Dlnx.Numerics;

/// <summary>Eigenvalues of symmetric tridiagonal matrices by the implicit QL iteration (EISPACK tql2; Golub, Van Loan 8.3).</summary>
internal static class SymmetricTridiagonal
{
    private const int MaximumSweepsPerValue = 60;
    private const double MachineEpsilon = 1.0 / (1L << 52);

    /// <summary>Replaces the diagonal by the eigenvalues, in no particular order, and Z by QᵀZ.</summary>
    /// <param name="diagonal">n entries</param>
    /// <param name="below">n entries; entry i couples i and i + 1, the last is not used; destroyed</param>
    /// <param name="rows">Z, n rows; those of the identity become the eigenvectors</param>
    /// <exception cref="ArithmeticException">the iteration does not converge: the entries are not finite</exception>
    public static void Diagonalise(Span<double> diagonal, Span<double> below, Matrix rows)
    {
        for (var first = 0; first < diagonal.Length; first++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var last = EndOfBlock(diagonal, below, first);
                if (last == first)
                {
                    break;
                }

                if (sweep == MaximumSweepsPerValue)
                {
                    throw new ArithmeticException(
                        $"The QL iteration found no eigenvalue in {MaximumSweepsPerValue} sweeps; are all entries finite?"
                    );
                }

                Sweep(diagonal, below, rows, first, last);
            }
        }
    }

    /// <summary>The eigenvalues, descending, and QᵀZ with its rows in that order.</summary>
    /// <param name="diagonal">n entries</param>
    /// <param name="below">n entries; entry i couples i and i + 1, the last is not used</param>
    /// <param name="rows">Z, n rows, of which one goes with each value; those of the identity become the eigenvectors</param>
    /// <exception cref="ArithmeticException">the iteration does not converge: the entries are not finite</exception>
    public static double[] Descending(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, Matrix rows)
    {
        var values = diagonal.ToArray();
        Diagonalise(values, below.ToArray(), rows);
        int[] order = [.. Enumerable.Range(0, values.Length).OrderByDescending(index => values[index])];
        var unordered = rows.Copy();
        for (var i = 0; i < order.Length; i++)
        {
            unordered.Row(order[i]).CopyTo(rows.Row(i));
        }

        return [.. order.Select(index => values[index])];
    }

    private static int EndOfBlock(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, int first)
    {
        var last = first;
        while (last < diagonal.Length - 1 && !IsNegligible(below[last], diagonal[last], diagonal[last + 1]))
        {
            last++;
        }

        return last;
    }

    private static bool IsNegligible(double coupling, double upper, double lower) =>
        Math.Abs(coupling) <= MachineEpsilon * (Math.Abs(upper) + Math.Abs(lower));

    /// <summary>One QL sweep with Wilkinson's shift over the unreduced block first…last.</summary>
    private static void Sweep(Span<double> d, Span<double> e, Matrix rows, int first, int last)
    {
        var g = (d[first + 1] - d[first]) / (2 * e[first]);
        var r = double.Hypot(g, 1);
        g = d[last] - d[first] + (e[first] / (g + Math.CopySign(r, g)));
        var (s, c, p) = (1.0, 1.0, 0.0);
        for (var i = last - 1; i >= first; i--)
        {
            var f = s * e[i];
            var b = c * e[i];
            r = double.Hypot(f, g);
            e[i + 1] = r;
            if (r == 0)
            {
                // The block splits in the middle of the sweep.
                d[i + 1] -= p;
                e[last] = 0;
                return;
            }

            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            Rotate(rows.Row(i), rows.Row(i + 1), c, s);
        }

        d[first] -= p;
        e[first] = g;
        e[last] = 0;
    }

    private static void Rotate(Span<double> lower, Span<double> upper, double c, double s)
    {
        var k = 0;
        for (; k <= lower.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            var x = new Vector<double>(lower[k..]);
            var y = new Vector<double>(upper[k..]);
            ((s * x) + (c * y)).CopyTo(upper[k..]);
            ((c * x) - (s * y)).CopyTo(lower[k..]);
        }

        for (; k < lower.Length; k++)
        {
            (lower[k], upper[k]) = ((c * lower[k]) - (s * upper[k]), (s * lower[k]) + (c * upper[k]));
        }
    }
}
