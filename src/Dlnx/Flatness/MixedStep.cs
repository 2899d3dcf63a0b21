using Dlnx.Escape;

namespace Dlnx.Flatness;

/// <summary>
/// Δ(x) = f + 10⁻³(x/10 + √(1 + x²/100)) + Σ h_kσ(s_k(x − c_k)): positive and strictly increasing in floating point, with
/// as many steep places as there are sigmoids.
/// </summary>
/// <remarks>The second term keeps the slope positive where every sigmoid is flat; its own slope is below 2·10⁻⁴.</remarks>
/// <param name="floor">f ≥ 0</param>
/// <param name="heights">h_k ≥ 0</param>
/// <param name="steepness">s_k &gt; 0, as many</param>
/// <param name="centres">c_k, as many</param>
public sealed class MixedStep(double floor, double[] heights, double[] steepness, double[] centres) : StepLaw
{
    private const double RampScale = 1e-3;
    private const double RampWidth = 10;

    /// <summary>f.</summary>
    public double Floor => floor;

    /// <summary>h_k.</summary>
    public IReadOnlyList<double> Heights => heights;

    /// <summary>s_k.</summary>
    public IReadOnlyList<double> Steepness => steepness;

    /// <summary>c_k.</summary>
    public IReadOnlyList<double> Centres => centres;

    /// <summary>A bound on the slope: that of the ramp and of every sigmoid at its steepest.</summary>
    public override double Lipschitz =>
        (2 * RampScale / RampWidth) + (heights.Zip(steepness, (h, s) => h * s).Sum() / 4);

    /// <inheritdoc/>
    public override double At(double x)
    {
        var scaled = x / RampWidth;
        var sum = floor + (RampScale * Ramp(scaled));
        for (var k = 0; k < heights.Length; k++)
            sum += heights[k] * Sigmoid.Value(steepness[k] * (x - centres[k]));
        return sum;
    }

    /// <inheritdoc/>
    public override double Slope(double x)
    {
        var scaled = x / RampWidth;
        var sum = RampScale / RampWidth * Ramp(scaled) / Math.Sqrt(1 + (scaled * scaled));
        for (var k = 0; k < heights.Length; k++)
            sum += heights[k] * steepness[k] * Sigmoid.Derivative(steepness[k] * (x - centres[k]));
        return sum;
    }

    /// <summary>y + √(1 + y²) without cancellation for y &lt; 0.</summary>
    private static double Ramp(double y)
    {
        var root = Math.Sqrt(1 + (y * y));
        return y < 0 ? 1 / (root - y) : y + root;
    }

    /// <summary>The formula with its numbers, for messages and replay.</summary>
    public override string ToString() =>
        $"{floor:R} + ramp + Σ hσ(s(x − c)), h = ({Join(heights)}), s = ({Join(steepness)}), c = ({Join(centres)})";

    private static string Join(double[] values) => string.Join(", ", values.Select(v => $"{v:R}"));
}
