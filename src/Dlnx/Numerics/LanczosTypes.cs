namespace Dlnx.Numerics;

/// <summary>A symmetric operator: writes Av to the result; the two spans have the same length and do not overlap.</summary>
public delegate void SymmetricOperator(ReadOnlySpan<double> vector, Span<double> result);

/// <summary>Which end of a spectrum.</summary>
public enum Extremum
{
    /// <summary>The algebraically largest eigenvalues, descending.</summary>
    Largest,

    /// <summary>The algebraically smallest eigenvalues, ascending.</summary>
    Smallest,
}

/// <summary>Whether Ritz vectors are part of the answer.</summary>
public enum RitzVectors
{
    /// <summary>Eigenvalues only.</summary>
    Omit,

    /// <summary>Eigenvalues and their vectors.</summary>
    Return,
}

/// <summary>How a Lanczos iteration ended.</summary>
public enum LanczosOutcome
{
    /// <summary>Every residual or every error is below its tolerance, and a fresh start found no larger eigenvalue.</summary>
    Converged,

    /// <summary>Invariant subspaces that add up to the whole space were found: the values are exact to rounding.</summary>
    SpaceExhausted,

    /// <summary>
    /// The maximum number of operator applications was reached; the values are the best found. Increase
    /// <see cref="LanczosOptions.MaximumIterations"/> or loosen <see cref="LanczosOptions.Tolerance"/>.
    /// </summary>
    MaximumIterationsReached,
}

/// <summary>What to compute, and when to stop.</summary>
public sealed record LanczosOptions
{
    /// <summary>k, the number of eigenvalues counted with multiplicity, 1 ≤ k ≤ dimension. Default 1: the sharpness.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The end of the spectrum. Default: the largest.</summary>
    public Extremum Extremum { get; init; } = Extremum.Largest;

    /// <summary>
    /// Largest residual ‖Av − θv‖ relative to the largest Ritz value in modulus. Default 1e-10: the error of an eigenvalue is
    /// at most the residual, and of the order of its square over the gap when the value is isolated. This is what the
    /// tolerance of ARPACK, SciPy's eigsh, is; <see cref="ValueTolerance"/> may end an iteration earlier.
    /// </summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>
    /// Largest error of an eigenvalue relative to the largest Ritz value in modulus, where several are wanted without their
    /// vectors: the iteration ends when the values are known that well, though the residuals, whose squares the errors are,
    /// may be far above <see cref="Tolerance"/>. Default 1e-12. The error is bounded, not estimated; rounding comes on top.
    /// </summary>
    public double ValueTolerance { get; init; } = 1e-12;

    /// <summary>
    /// Largest probability that the values of such an early end lack one that the operator has. Default 1e-6; it is over the
    /// start vectors, and only an operator with a multiple eigenvalue, or with one that the first start hardly contains, runs
    /// that risk.
    /// </summary>
    public double MissProbability { get; init; } = 1e-6;

    /// <summary>
    /// Largest number of operator applications over all starts. Default 1000; a full basis of that many vectors is kept.
    /// </summary>
    public int MaximumIterations { get; init; } = 1000;

    /// <summary>How many threads work on the vectors, ≥ 1; the result does not depend on it. Default 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Whether vectors are wanted. Default: values only.</summary>
    public RitzVectors Vectors { get; init; } = RitzVectors.Omit;
}

/// <summary>Extreme eigenvalues of a symmetric operator.</summary>
/// <param name="Eigenvalues">up to k values, the extreme one first; fewer only when the maximum of iterations was met</param>
/// <param name="ResidualNorms">‖Av − θv‖ for each value, as the iteration estimates it</param>
/// <param name="Vectors">dimension × k, column i belongs to value i; null unless asked for</param>
/// <param name="Iterations">operator applications used</param>
/// <param name="Outcome">how the iteration ended</param>
public sealed record LanczosResult(
    double[] Eigenvalues,
    double[] ResidualNorms,
    Matrix? Vectors,
    int Iterations,
    LanczosOutcome Outcome
);

/// <summary>An approximate eigenpair.</summary>
/// <param name="Value">θ</param>
/// <param name="Coupling">r, the component of Av along the next vector of its run; Av − θv has no other</param>
/// <param name="Vector">v, of unit length</param>
internal sealed record RitzPair(double Value, double Coupling, double[] Vector)
{
    /// <summary>‖Av − θv‖.</summary>
    public double Residual => Math.Abs(Coupling);
}
