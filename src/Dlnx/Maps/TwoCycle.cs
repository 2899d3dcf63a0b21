using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>The two-cycle of the balanced map x ↦ x + (k/L)(1 − x^L)x^(L−1) (B/thm-1).</summary>
/// <param name="Low">ρ₁/σ^(1/L), in (0, 1)</param>
/// <param name="High">ρ₂/σ^(1/L), in (1, 2^(1/L))</param>
/// <param name="Multiplier">F′(ρ₁)F′(ρ₂); the cycle attracts when its modulus is below 1</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TwoCycle(double Low, double High, double Multiplier)
{
    /// <summary>Half the distance between the two points, in layer units of σ^(1/L).</summary>
    public double HalfRange => (High - Low) / 2;

    /// <summary>Whether the multiplier's modulus is below 1: for 2 &lt; k &lt; k₄(L).</summary>
    public bool Attracts => Math.Abs(Multiplier) < 1;

    /// <summary>The cycle through two points of the map, with its multiplier.</summary>
    public static TwoCycle Through(BalancedMap map, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(low, high, map.Derivative(low) * map.Derivative(high));
    }
}
