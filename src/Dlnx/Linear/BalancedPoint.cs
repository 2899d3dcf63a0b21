using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// The zero-loss point of one singular mode with equal pathways, and how sharpness and gaps grow from it along the leaf
/// variance V (A, eqs. 56–60).
/// </summary>
public sealed record BalancedPoint
{
    /// <summary>The balanced point of a mode.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="pathways">P, at least 1</param>
    /// <param name="target">σ, positive</param>
    public BalancedPoint(int depth, int pathways, double target)
    {
        Depth = MapDomain.Depth(depth);
        Pathways = MapDomain.AtLeast(pathways, 1, nameof(pathways));
        Target = MapDomain.Positive(target, nameof(target));
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>P.</summary>
    public int Pathways { get; }

    /// <summary>σ.</summary>
    public double Target { get; }

    /// <summary>r_* = (σ/P)^(1/L).</summary>
    public double Scale => Math.Pow(Target / Pathways, 1.0 / Depth);

    /// <summary>y_* = r_*^(2−L).</summary>
    public double Coordinate => Power(2 - Depth);

    /// <summary>λ_* = LP·r_*^(2L−2).</summary>
    public double Sharpness => PathwaySharpness.Minimum(Depth, Target, Pathways);

    /// <summary>L(L−1)/(L−2)·r_*^(4L−6), the coefficient of ‖ξ‖² in the sharpness across leaves (58); L ≥ 3.</summary>
    public double LeafCurvature => Depth * (Depth - 1.0) / (Depth - 2) * Power((4 * Depth) - 6);

    /// <summary>Λ, the coefficient of V = ‖ξ‖²/P in the sharpness across leaves (60); L ≥ 3.</summary>
    public double VarianceCurvature => Pathways * LeafCurvature;

    /// <summary>Λ/λ_*, so that ηΛ = 2Λ/λ_* at the critical rate; L ≥ 3.</summary>
    public double RelativeCurvature => VarianceCurvature / Sharpness;

    /// <summary>r_*^(2L−2)/(L−2)²: Var(r)/V near balance; L ≥ 3.</summary>
    public double ScaleGapPerVariance => Power((2 * Depth) - 2) / ((Depth - 2.0) * (Depth - 2));

    /// <summary>(L/(L−2))²·r_*^(4L−4): Var(s)/V near balance; L ≥ 3.</summary>
    public double CoefficientGapPerVariance
    {
        get
        {
            var factor = Depth / (Depth - 2.0) * Power((2 * Depth) - 2);
            return factor * factor;
        }
    }

    private double Power(int exponent) => Math.Pow(Target / Pathways, (double)exponent / Depth);
}
