using MathNet.Numerics.Integration;

namespace Dlnx.Escape;

/// <summary>The normalised amplitude of a mode in the scalar model, dx/dt = Γ(1 + x^{L−1}) from x = 0 (C, eqs. 52, 53).</summary>
public static class ModewiseProfile
{
    private const double PanelWidth = 0.25;
    private const int Order = 20;

    /// <summary>T_L(θ) = ∫₀^θ dx/(1 + x^{L−1}), the time to reach θ at Γ = 1.</summary>
    /// <param name="depth">L ≥ 2</param>
    /// <param name="theta">θ ≥ 0</param>
    public static double Time(int depth, double theta)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(theta);
        var panels = (int)Math.Ceiling(theta / PanelWidth);
        return Enumerable
            .Range(0, panels)
            .Sum(i =>
                GaussLegendreRule.Integrate(
                    x => 1 / (1 + Math.Pow(x, depth - 1)),
                    theta * i / panels,
                    theta * (i + 1) / panels,
                    Order
                )
            );
    }
}
