namespace Dlnx.Numerics;

/// <summary>
/// How probable it is that a Lanczos run from a random start has not seen an eigenvalue at or above a given ceiling.
/// </summary>
/// <remarks>
/// Let γ be the component of the unit start vector along an eigenvector of an eigenvalue λ ≥ x, and p₀, p₁, … the orthonormal
/// polynomials of the run's tridiagonal matrix. Each polynomial of degree m has ‖p(A)w‖² ≥ γ²p(λ)², and the best one gives
/// γ² ≤ 1/Σ_{j≤m} p_j(λ)², the Christoffel function. Beyond the largest Ritz value all p_j are positive and increase, so x can
/// stand for λ. A uniformly random direction of ℝⁿ has |γ| ≤ g with a probability of at most g·√(2n/π). Once the sum reaches
/// 1/g² it stays there, so the number of steps need not be chosen in advance. The bound of Kuczyński and Woźniakowski (SIAM
/// Journal on Matrix Analysis and Applications 13, 1992) is that of the worst spectrum; this one knows what the run has seen.
/// </remarks>
/// <param name="dimension">n, of the space that the start vector is drawn from, or an upper bound of it</param>
/// <param name="ceiling">x</param>
internal sealed class MissedValueBound(int dimension, double ceiling)
{
    private double coupling;
    private double before;
    private double newest = 1;
    private double sum = 1;

    /// <summary>Whether the run has a Ritz value at the ceiling or above it: there is such an eigenvalue.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>The largest probability that such an eigenvalue exists and left the run as it is; meaningless when exceeded.</summary>
    public double Probability => Math.Sqrt(2 * dimension / (Math.PI * sum));

    /// <summary>Takes in one more step of the run.</summary>
    /// <param name="diagonal">the new entry of T</param>
    /// <param name="next">the coupling to the next vector, ≥ 0</param>
    public void Advance(double diagonal, double next)
    {
        var product = ((ceiling - diagonal) * newest) - (coupling * before);
        IsExceeded |= !(product > 0);
        (before, newest, coupling) = (newest, product / next, next);
        sum += newest * newest;
    }
}
