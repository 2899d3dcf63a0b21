namespace Dlnx.Numerics;

/// <summary>
/// How far the newest vector of a Lanczos run may be from orthogonal to each earlier one, from the entries of T alone: Simon's
/// recurrence for ω_{jk} ≈ q_jᵀq_k (Linear Algebra and its Applications 61, 1984). Rounding enters it with the sign that makes
/// the estimate grow. As long as no estimate passes √ε, T is the projection of the operator to working precision, and an
/// orthogonalisation of every vector against all others would change nothing.
/// </summary>
internal sealed class OrthogonalityEstimate(int dimension)
{
    private const double MachineEpsilon = 1.0 / (1L << 52);

    /// <summary>The loss up to which T is as good as with an orthogonal basis: √ε.</summary>
    public static readonly double Bearable = Math.Sqrt(MachineEpsilon);

    private readonly double rounding = Rounding(dimension);
    private double[] newest = [1];
    private double[] before = [];

    /// <summary>The error of an inner product of unit vectors, as it grows with their length.</summary>
    public static double Rounding(int dimension) => MachineEpsilon * Math.Sqrt(dimension);

    /// <summary>Estimates the products of the next vector with all earlier ones; returns the largest in modulus.</summary>
    /// <param name="diagonal">a₀…a_j of T</param>
    /// <param name="coupling">b₀…b_j, the last the length of the next vector before it is scaled</param>
    /// <param name="scale">the operator's norm, roughly</param>
    public double Advance(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> coupling, double scale)
    {
        var last = diagonal.Length - 1;
        var next = before.Length > last + 1 ? before : new double[2 * (last + 2)];
        var largest = rounding * scale / coupling[last];
        for (var k = 0; k < last; k++)
        {
            var product = (coupling[k] * newest[k + 1]) + ((diagonal[k] - diagonal[last]) * newest[k]);
            if (k > 0)
                product += coupling[k - 1] * newest[k - 1];
            product -= coupling[last - 1] * before[k];
            next[k] = (product + Math.CopySign(rounding * scale, product)) / coupling[last];
            largest = Math.Max(largest, Math.Abs(next[k]));
        }

        next[last] = rounding * scale / coupling[last];
        next[last + 1] = 1;
        (before, newest) = (newest, next);
        return largest;
    }

    /// <summary>The next vector was made orthogonal to the given number of earlier ones.</summary>
    public void Restore(int earlier) => newest.AsSpan(0, earlier).Fill(rounding);
}
