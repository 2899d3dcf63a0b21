namespace Dlnx.Numerics;

/// <summary>
/// How far the newest vector of a Lanczos run may be from orthogonal to eigenvectors that it is to avoid: rounding brings a
/// little of them in, and the recurrence multiplies it as it does with an eigenvector of the operator. As
/// <see cref="OrthogonalityEstimate"/> for the run's own vectors.
/// </summary>
/// <param name="values">the eigenvalues</param>
/// <param name="dimension">length of the vectors</param>
internal sealed class LockedEstimate(double[] values, int dimension)
{
    private readonly double rounding = OrthogonalityEstimate.Rounding(dimension);
    private double[] newest = [.. Enumerable.Repeat(OrthogonalityEstimate.Rounding(dimension), values.Length)];
    private double[] before = new double[values.Length];

    /// <summary>Estimates the products of the next vector with the eigenvectors; returns the largest in modulus.</summary>
    /// <param name="diagonal">a₀…a_j of T</param>
    /// <param name="coupling">b₀…b_j, the last the length of the next vector before it is scaled</param>
    /// <param name="scale">the operator's norm, roughly</param>
    public double Advance(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> coupling, double scale)
    {
        var last = diagonal.Length - 1;
        var largest = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var product = (values[i] - diagonal[last]) * newest[i];
            if (last > 0)
                product -= coupling[last - 1] * before[i];
            before[i] = (product + Math.CopySign(rounding * scale, product)) / coupling[last];
            largest = Math.Max(largest, Math.Abs(before[i]));
        }

        (before, newest) = (newest, before);
        return largest;
    }

    /// <summary>The next vector was made orthogonal to them.</summary>
    public void Restore() => newest.AsSpan().Fill(rounding);
}
