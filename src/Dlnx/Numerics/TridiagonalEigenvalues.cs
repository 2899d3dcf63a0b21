namespace Dlnx.Numerics;

/// <summary>
/// Eigenvalues of symmetric tridiagonal matrices without vectors, by the QL iteration in the form of Pal, Walker and Kahan:
/// it works with the squares of the couplings and needs no square root in its loop (Parlett, The Symmetric Eigenvalue
/// Problem, 8.15).
/// </summary>
internal static class TridiagonalEigenvalues
{
    private const int MaximumSweepsPerValue = 60;
    private const double MachineEpsilon = 1.0 / (1L << 52);

    /// <summary>The eigenvalues, descending.</summary>
    /// <param name="diagonal">n entries, finite</param>
    /// <param name="below">n entries; entry i couples i and i + 1, the last is not used</param>
    /// <exception cref="ArithmeticException">the iteration does not converge: an entry is not finite</exception>
    public static double[] Descending(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below)
    {
        var values = diagonal.ToArray();
        var squares = below.ToArray();
        var scale = Scale(values, squares);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= scale;
            squares[i] *= scale * squares[i] * scale;
        }

        Diagonalise(values, squares);
        Array.Sort(values);
        Array.Reverse(values);
        for (var i = 0; i < values.Length; i++)
            values[i] /= scale;
        return values;
    }

    // The power of two that brings the largest entry to 1…2, so that squares neither overflow nor vanish.
    private static double Scale(double[] diagonal, double[] below)
    {
        var largest = 0.0;
        for (var i = 0; i < diagonal.Length; i++)
            largest = Math.Max(largest, Math.Max(Math.Abs(diagonal[i]), Math.Abs(below[i])));
        return largest == 0 ? 1 : Math.ScaleB(1, -Math.ILogB(largest));
    }

    private static void Diagonalise(Span<double> diagonal, Span<double> squares)
    {
        for (var first = 0; first < diagonal.Length; first++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var last = EndOfBlock(diagonal, squares, first);
                if (last == first)
                    break;
                if (sweep == MaximumSweepsPerValue)
                    throw new ArithmeticException(
                        $"The QL iteration found no eigenvalue in {MaximumSweepsPerValue} sweeps; are all entries finite?"
                    );
                Sweep(diagonal, squares, first, last);
            }
        }
    }

    private static int EndOfBlock(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> squares, int first)
    {
        var last = first;
        while (last < diagonal.Length - 1 && !IsNegligible(squares[last], diagonal[last], diagonal[last + 1]))
            last++;
        return last;
    }

    private static bool IsNegligible(double square, double upper, double lower)
    {
        var allowed = MachineEpsilon * (Math.Abs(upper) + Math.Abs(lower));
        return square <= allowed * allowed;
    }

    /// <summary>One QL sweep with Wilkinson's shift over the unreduced block first…last.</summary>
    private static void Sweep(Span<double> d, Span<double> squares, int first, int last)
    {
        var shift = Shift(d[first], d[first + 1], Math.Sqrt(squares[first]));
        var (c, s) = (1.0, 0.0);
        var gamma = d[last] - shift;
        var p = gamma * gamma;
        for (var i = last - 1; i >= first; i--)
        {
            var square = squares[i];
            var r = p + square;
            if (i != last - 1)
                squares[i + 1] = s * r;
            var cBefore = c;
            // Both quotients at once: p·r/p of the next line does not wait for c.
            var inverse = r / p;
            c = p / r;
            s = square / r;
            var before = gamma;
            var alpha = d[i];
            gamma = (c * (alpha - shift)) - (s * before);
            d[i + 1] = before + (alpha - gamma);
            p = c != 0 ? gamma * gamma * inverse : cBefore * square;
        }

        squares[first] = s * p;
        d[first] = shift + gamma;
    }

    private static double Shift(double upper, double lower, double coupling)
    {
        var half = (lower - upper) / (2 * coupling);
        return upper - (coupling / (half + Math.CopySign(Math.Sqrt(Math.FusedMultiplyAdd(half, half, 1)), half)));
    }
}
