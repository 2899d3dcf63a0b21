namespace Dlnx.Maps;

/// <summary>The size of the oscillation just above the onset: half-range ≈ √((k−2)/b) as k → 2 (B/fig-6).</summary>
public static class AmplitudeLaw
{
    /// <summary>b = (4/3)(L−1)(5L−4).</summary>
    public static double Coefficient(int depth) => 4.0 / 3 * (MapDomain.Depth(depth) - 1) * (5 * depth - 4);

    /// <summary>√((k−2)/b), the half-range of x; 0 for k ≤ 2. Times σ^(1/L) it is the layer's half-range.</summary>
    public static double HalfRange(int depth, double k) => Math.Sqrt(Math.Max(0, k - 2) / Coefficient(depth));

    /// <summary>2Lσ√((k−2)/b), the range of the end-to-end value σx^L.</summary>
    public static double ProductRange(int depth, double k, double sigma) => 2 * depth * sigma * HalfRange(depth, k);

    /// <summary>A distance from the fixed point 1 that is well inside the two-cycle's.</summary>
    internal static double InnerMargin(int depth, double k) => HalfRange(depth, k) / 10;
}
