using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>The two-cycle of a two-layer direction in closed form (check 8 of B/thm-1), σ = 1.</summary>
/// <param name="K">k = ηS, above 2</param>
/// <param name="ZLow">z of the lower point, (k/2+1 + √((k/2+1)²−4))/2, above 1</param>
/// <param name="ZHigh">z of the upper point, 1/z of the lower</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DepthTwoCycle(double K, double ZLow, double ZHigh)
{
    /// <summary>ρ₁ = √(1 + 2(1−z)/k).</summary>
    public double Low => Math.Sqrt(1 + 2 * (1 - ZLow) / K);

    /// <summary>ρ₂ = √(1 + 2(1−z)/k).</summary>
    public double High => Math.Sqrt(1 + 2 * (1 - ZHigh) / K);

    /// <summary>F′(ρ₁)F′(ρ₂) = 9 − 2(1+k/2)².</summary>
    public double Multiplier => 9 - 2 * (1 + K / 2) * (1 + K / 2);

    /// <summary>The two-step multiplier of the difference of squared layers, 3 − k (B/bt-balance-orbit).</summary>
    public double LayerMultiplier => 3 - K;

    /// <summary>The cycle at a step k above 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">k outside (2, 4]</exception>
    public static DepthTwoCycle At(double k)
    {
        // z₁z₂ = 1 and z₁ + z₂ = 1 + k/2.
        var half = (1 + MapDomain.AboveOnset(k) / 2) / 2;
        // (k−2)(k+6)/16 is half² − 1 without the cancellation near k = 2.
        var zLow = half + Math.Sqrt((k - 2) * (k + 6)) / 4;
        return new(k, zLow, 1 / zLow);
    }
}
