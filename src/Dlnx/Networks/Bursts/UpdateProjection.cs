namespace Dlnx.Networks;

/// <summary>
/// What becomes of an update's components along the unstable directions, the eigenvectors U with λ &gt; 2/η at the current
/// point (D/fig-11).
/// </summary>
public enum UpdateProjection
{
    /// <summary>They stay: gradient descent.</summary>
    None,

    /// <summary>They are removed: g − UUᵀg.</summary>
    Suppress,

    /// <summary>Only they stay: UUᵀg; the direction v₁ alone where no direction is unstable.</summary>
    Restrict,
}
