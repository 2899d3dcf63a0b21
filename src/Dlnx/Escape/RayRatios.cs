namespace Dlnx.Escape;

/// <summary>
/// The first relative correction of the reduced flow on the balanced ray a₁ = … = a_L = a:
/// da_k/dτ = κa^{L−1}(1 + ρ_ka + …), measured on the exact flow (C, eqs. 37 and 38).
/// </summary>
public static class RayRatios
{
    /// <summary>ρ₁, …, ρ_L, extrapolated to a → 0 from three scales; accurate to about the cube of the largest one.</summary>
    /// <param name="activation">φ, with φ(0) = 0 and φ′(0) ≠ 0</param>
    /// <param name="depth">L ≥ 3</param>
    /// <param name="largest">the largest of the scales a, a/2, a/4; positive and small</param>
    /// <exception cref="ArgumentException">φ has no expansion at 0, or an argument out of its range</exception>
    public static double[] Measure(Activation activation, int depth, double largest = 0.04)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 3);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largest);
        var chain = new ReducedChain(activation, depth);
        var leading = new LeadingOrder(activation, depth);
        var (whole, half, quarter) = (Excess(largest), Excess(largest / 2), Excess(largest / 4));
        // Richardson: removes the terms a and a² of the excess over its limit.
        return [.. whole.Select((w, k) => (w - (6 * half[k]) + (8 * quarter[k])) / 3)];

        double[] Excess(double a)
        {
            double[] scales = [.. Enumerable.Repeat(a, depth)];
            var velocity = new double[depth];
            chain.Velocity(scales, velocity);
            return [.. velocity.Zip(leading.Field(scales), (exact, field) => ((exact / field) - 1) / a)];
        }
    }
}
