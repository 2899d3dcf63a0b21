namespace Dlnx.Escape;

/// <summary>
/// A family of flows dz/dt = F_s(z), smooth in s ∈ [0, 1], that start at one point and escape through a threshold Θ_s = 0 from
/// below (C, eq. 55). Spans have the family's dimension and do not overlap.
/// </summary>
public interface IEscapeFamily
{
    /// <summary>Number of entries of z.</summary>
    int Dimension { get; }

    /// <summary>Writes F_s(z).</summary>
    void Velocity(double s, ReadOnlySpan<double> z, Span<double> velocity);

    /// <summary>Writes ∂F_s/∂s at z.</summary>
    void Sensitivity(double s, ReadOnlySpan<double> z, Span<double> sensitivity);

    /// <summary>Writes (DF_s(z))ᵀp, D the derivative in z.</summary>
    void TransposedDerivative(double s, ReadOnlySpan<double> z, ReadOnlySpan<double> p, Span<double> product);

    /// <summary>Θ_s(z), negative before the escape.</summary>
    double Threshold(double s, ReadOnlySpan<double> z);

    /// <summary>Writes ∇Θ_s(z).</summary>
    void ThresholdGradient(double s, ReadOnlySpan<double> z, Span<double> gradient);

    /// <summary>∂Θ_s/∂s at z; 0 for a threshold that is the same for all s.</summary>
    double ThresholdSensitivity(double s, ReadOnlySpan<double> z) => 0;
}
