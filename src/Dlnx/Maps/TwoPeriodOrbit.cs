namespace Dlnx.Maps;

/// <summary>
/// The two-period orbit of one direction with target σ: everything of the quantity B/orbit. Index 1 is the lower point.
/// </summary>
/// <param name="Depth">L</param>
/// <param name="K">k = ηS</param>
/// <param name="Sigma">σ</param>
/// <param name="Cycle">the cycle in units of σ^(1/L)</param>
public sealed record TwoPeriodOrbit(int Depth, double K, double Sigma, TwoCycle Cycle)
{
    private readonly double scale = Math.Pow(Sigma, 1.0 / Depth);

    /// <summary>The orbit from the roots of the corrected polynomial; it may repel (k₄ &lt; k).</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="k">ηS, in (2, 4]; the orbit is known to be the only one up to 2√2</param>
    /// <param name="sigma">σ, positive</param>
    public static TwoPeriodOrbit At(int depth, double k, double sigma = 1)
    {
        var roots = TwoCyclePolynomial.Roots(depth, k);
        var cycle = TwoCycle.Through(new BalancedMap(depth, k), roots.Low, roots.High);
        return new(depth, k, MapDomain.Positive(sigma, nameof(sigma)), cycle);
    }

    /// <summary>ρ₁, a layer's lower singular value.</summary>
    public double Rho1 => scale * Cycle.Low;

    /// <summary>ρ₂, a layer's upper singular value.</summary>
    public double Rho2 => scale * Cycle.High;

    /// <summary>ρ₁^L, the lower end-to-end value.</summary>
    public double Product1 => Sigma * IntegerPower.Raise(Cycle.Low, Depth);

    /// <summary>ρ₂^L, the upper end-to-end value.</summary>
    public double Product2 => Sigma * IntegerPower.Raise(Cycle.High, Depth);

    /// <summary>ρ₂^L − ρ₁^L.</summary>
    public double Range => Product2 - Product1;

    /// <summary>(ρ₂ − ρ₁)/2, of the layers.</summary>
    public double HalfRange => scale * Cycle.HalfRange;

    /// <summary>F′(ρ₁)F′(ρ₂), of two steps.</summary>
    public double Multiplier => Cycle.Multiplier;

    /// <summary>z of the lower point: ρ₂ = z₁ρ₁.</summary>
    public double Z1 => TwoCyclePolynomial.Factor(Depth, K, Cycle.Low);

    /// <summary>z of the upper point: ρ₁ = z₂ρ₂, so that z₁z₂ = 1.</summary>
    public double Z2 => TwoCyclePolynomial.Factor(Depth, K, Cycle.High);

    /// <summary>
    /// 1 + 2q₁q₂ with q = 1 − z: what two steps do to a difference of squared layers (B/bt-balance-orbit).
    /// </summary>
    public double LayerMultiplier => 1 + 2 * (1 - Z1) * (1 - Z2);

    /// <summary>S(ρ₁), the sharpness along the direction at the lower point.</summary>
    public double Sharpness1 => BalancedSharpness.At(Depth, Sigma, Rho1);

    /// <summary>S(ρ₂), the sharpness along the direction at the upper point.</summary>
    public double Sharpness2 => BalancedSharpness.At(Depth, Sigma, Rho2);

    /// <summary>2/η, which lies between the two sharpnesses.</summary>
    public double TwoOverEta => 2 * BalancedSharpness.AtMinimum(Depth, Sigma) / K;

    /// <summary>Whether the orbit attracts within its direction: 2 &lt; k &lt; k₄(L).</summary>
    public bool Stable => Cycle.Attracts;

    /// <summary>2Lσ√((k−2)/b), the amplitude law's value for the range (B/fig-6).</summary>
    public double LawRange => AmplitudeLaw.ProductRange(Depth, K, Sigma);
}
