namespace Dlnx.Numerics;

/// <summary>
/// How a new Lanczos vector is kept orthogonal to the earlier ones after the three-term recurrence. One sweep replaces w by
/// w − Q(Qᵀw).
/// </summary>
public enum Reorthogonalisation
{
    /// <summary>Not at all: the plain recurrence. Orthogonality is lost once a Ritz value converges, and copies appear.</summary>
    None,

    /// <summary>One sweep at every step.</summary>
    Once,

    /// <summary>
    /// One sweep, and a second one only where the first has shortened the vector below 1/√2 of its length; a vector that the
    /// second sweep shortens as much again is dependent, and a random direction takes its place (D/B-mpk).
    /// </summary>
    ModifiedParlettKahan,

    /// <summary>Two sweeps at every step; dependence and restarts as in <see cref="ModifiedParlettKahan"/>.</summary>
    Twice,
}
