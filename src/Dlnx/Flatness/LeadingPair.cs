using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>The largest eigenvalue of a symmetric matrix and its eigenvector.</summary>
/// <param name="Value">λ_max</param>
/// <param name="Vector">v of unit length; its largest entry in magnitude is positive</param>
/// <param name="RelativeGap">distance to the next eigenvalue over the largest |eigenvalue|; +∞ for a 1 × 1 matrix</param>
public sealed record LeadingPair(double Value, double[] Vector, double RelativeGap)
{
    /// <summary>The leading pair of a matrix.</summary>
    /// <exception cref="ArgumentException">empty, not square, not finite or not symmetric</exception>
    public static LeadingPair Of(Matrix matrix)
    {
        var (values, vectors) = Factorizations.SymmetricEigen(matrix);
        if (values.Length == 0)
            throw new ArgumentException("An empty matrix has no leading eigenvector; give at least one row.");
        var vector = vectors.Column(0);
        var largest = vector.MaxBy(Math.Abs);
        var gap = values.Length == 1 ? double.PositiveInfinity : values[0] - values[1];
        return new(
            values[0],
            [.. vector.Select(x => x * Math.Sign(largest))],
            gap / Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]))
        );
    }
}
