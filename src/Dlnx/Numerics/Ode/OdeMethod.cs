namespace Dlnx.Numerics.Ode;

/// <summary>Which integrator to use.</summary>
public enum OdeMethod
{
    /// <summary><see cref="DormandPrince"/>, of order 5.</summary>
    Explicit,

    /// <summary><see cref="Radau"/>, of order 5, for stiff systems.</summary>
    Implicit,
}
