namespace Dlnx.Numerics.Ode;

/// <summary>
/// The Radau IIA method with three stages, order 5, and its error estimate: Hairer, Wanner, "Solving Ordinary Differential
/// Equations II", IV.5 and IV.8.
/// </summary>
internal static class RadauTableau
{
    public const int Stages = 3;

    /// <summary>The spacing of double precision at 1, 2⁻⁵².</summary>
    public const double Spacing = 2.220446049250313e-16;

    private static readonly double S = Math.Sqrt(6);

    /// <summary>c: the stages' places in the step.</summary>
    public static readonly double[] Nodes = [(4 - S) / 10, (4 + S) / 10, 1];

    /// <summary>A, row after row.</summary>
    public static readonly double[] Weights =
    [
        (88 - (7 * S)) / 360,
        (296 - (169 * S)) / 1800,
        (-2 + (3 * S)) / 225,
        (296 + (169 * S)) / 1800,
        (88 + (7 * S)) / 360,
        (-2 - (3 * S)) / 225,
        (16 - S) / 36,
        (16 + S) / 36,
        1.0 / 9,
    ];

    /// <summary>The real eigenvalue of A⁻¹.</summary>
    public static readonly double RealEigenvalue = 3 + Math.Cbrt(9) - Math.Cbrt(3);

    /// <summary>e: the estimate is (γh⁻¹ − J)⁻¹(f(t, y) + Σ e_i Z_i/h) with that eigenvalue γ and the increments Z.</summary>
    public static readonly double[] Error = [(-13 - (7 * S)) / 3, (-13 + (7 * S)) / 3, -1.0 / 3];

    /// <summary>
    /// The collocation polynomial through y, y + Z₁, y + Z₂, y + Z₃ is y + Σ_i Z_i (P_i1 θ + P_i2 θ² + P_i3 θ³); P row after
    /// row.
    /// </summary>
    public static readonly double[] Collocation =
    [
        (13 + (7 * S)) / 3,
        (-23 - (22 * S)) / 3,
        (10 + (15 * S)) / 3,
        (13 - (7 * S)) / 3,
        (-23 + (22 * S)) / 3,
        (10 - (15 * S)) / 3,
        1.0 / 3,
        -8.0 / 3,
        10.0 / 3,
    ];
}
