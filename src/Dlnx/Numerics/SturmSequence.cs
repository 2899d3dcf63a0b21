namespace Dlnx.Numerics;

/// <summary>
/// Single eigenvalues of a symmetric tridiagonal matrix T by counting: as many pivots of T − yI are positive as T has
/// eigenvalues above y (Golub, Van Loan 8.4). A few of many eigenvalues cost far less so than the QL iteration takes for all.
/// </summary>
/// <remarks>
/// Arguments as in <see cref="SymmetricTridiagonal"/>: n diagonal entries, and n couplings of which entry i couples i and
/// i + 1; the last is not used.
/// </remarks>
internal static class SturmSequence
{
    private const double MachineEpsilon = 1.0 / (1L << 52);

    /// <summary>How many eigenvalues are larger than y.</summary>
    private static int CountAbove(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, double y)
    {
        var count = 0;
        var pivot = 1.0;
        for (var i = 0; i < diagonal.Length; i++)
        {
            var coupling = i == 0 ? 0 : below[i - 1];
            pivot = diagonal[i] - y - (coupling * coupling / pivot);
            // A pivot of zero counts as one a little below it; the next one is then large and positive.
            if (pivot == 0)
                pivot = -MachineEpsilon * (Math.Abs(coupling) + Math.Abs(y) + double.Epsilon / MachineEpsilon);
            if (pivot > 0)
                count++;
        }

        return count;
    }

    /// <summary>The eigenvalue of that index, 0 for the largest, to rounding.</summary>
    public static double Value(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, int index)
    {
        var (low, high) = Range(diagonal, below);
        var resolution = MachineEpsilon * Math.Max(Math.Abs(low), Math.Abs(high));
        while (high - low > resolution)
        {
            var middle = low + ((high - low) / 2);
            if (CountAbove(diagonal, below, middle) > index)
                low = middle;
            else
                high = middle;
        }

        return low + ((high - low) / 2);
    }

    /// <summary>
    /// The modulus of the last component of an extreme eigenvalue's unit eigenvector, by the recurrence from the last
    /// component to the first, the direction in which the vector of a converged Ritz value grows.
    /// </summary>
    public static double LastComponent(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, double value)
    {
        var (z, after) = (1.0, 0.0);
        var sum = 1.0;
        for (var i = diagonal.Length - 1; i > 0; i--)
        {
            (z, after) = ((((value - diagonal[i]) * z) - (below[i] * after)) / below[i - 1], z);
            sum += z * z;
        }

        return 1 / Math.Sqrt(sum);
    }

    /// <summary>Gershgorin's bounds.</summary>
    private static (double Low, double High) Range(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < diagonal.Length; i++)
        {
            var radius = i == 0 ? 0 : Math.Abs(below[i - 1]);
            if (i < diagonal.Length - 1)
                radius += Math.Abs(below[i]);
            low = Math.Min(low, diagonal[i] - radius);
            high = Math.Max(high, diagonal[i] + radius);
        }

        return (low, high);
    }
}
