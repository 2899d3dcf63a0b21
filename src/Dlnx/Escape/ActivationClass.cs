namespace Dlnx.Escape;

/// <summary>How the deficit φ − zφ′ behaves at 0 (C, Proposition 2).</summary>
public enum ActivationClass
{
    /// <summary>Linear, or piecewise linear through 0: the deficit vanishes (almost everywhere).</summary>
    A,

    /// <summary>Odd and not linear: the deficit starts at the odd order q ≥ 3.</summary>
    B,

    /// <summary>φ(0) = 0 and φ″(0) ≠ 0: the deficit starts at order 2.</summary>
    C,

    /// <summary>φ(0) ≠ 0: the deficit starts with that constant.</summary>
    D,

    /// <summary>None of them: neither odd nor curved at 0, or flat to all known orders without being linear.</summary>
    Unclassified,
}
