namespace Dlnx.Flatness;

/// <summary>
/// The learning rates at which a <see cref="FactorPair"/> is said to change its behaviour (D, Sec. 4.1.2, items 1 and 2).
/// For ℓ = ½z² they are ordered as listed, and κ turns exactly at <see cref="GaussNewton"/>.
/// </summary>
/// <param name="Instantaneous">2/λ_max of the Hessian at the point</param>
/// <param name="Approximate">
/// η₁ = 4/(k + √(k² + 8ℓ′²)), k = ℓ″S: where the approximation of the paper changes sign
/// </param>
/// <param name="GaussNewton">2/k, the edge of the Gauss–Newton part; 2/S when ℓ″ = 1</param>
/// <param name="NearbyMinimum">2/max θᵢ², the edge at the minimum with the smaller parameter 0, when ℓ″ = 1</param>
/// <param name="Newton">1/max θᵢ², where a step reaches z = 0 to first order, when ℓ″ = 1</param>
/// <param name="WindowEnd">1/|ℓ′|, where the smaller parameter stops being the smaller one; +∞ at the minimum</param>
public sealed record RotationThresholds(
    double Instantaneous,
    double Approximate,
    double GaussNewton,
    double NearbyMinimum,
    double Newton,
    double WindowEnd
)
{
    /// <summary>The learning rates of a point with ℓ″ &gt; 0 that is not the origin.</summary>
    public static RotationThresholds At(FactorPair point)
    {
        var k = point.GaussNewtonSharpness;
        var larger = Math.Max(point.First * point.First, point.Second * point.Second);
        return new(
            2 / point.Hessian.Largest,
            4 / (k + double.Hypot(k, Math.Sqrt(8) * point.Slope)),
            2 / k,
            2 / larger,
            1 / larger,
            1 / Math.Abs(point.Slope)
        );
    }
}
