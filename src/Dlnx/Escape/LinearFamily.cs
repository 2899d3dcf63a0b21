namespace Dlnx.Escape;

/// <summary>dz/dt = (1 + s)z, escape at z = θ: τ = log(θ/z₀)/(1 + s).</summary>
/// <param name="threshold">θ</param>
public sealed class LinearFamily(double threshold) : IEscapeFamily
{
    /// <inheritdoc/>
    public int Dimension => 1;

    /// <inheritdoc/>
    public void Velocity(double s, ReadOnlySpan<double> z, Span<double> velocity) => velocity[0] = (1 + s) * z[0];

    /// <inheritdoc/>
    public void Sensitivity(double s, ReadOnlySpan<double> z, Span<double> sensitivity) => sensitivity[0] = z[0];

    /// <inheritdoc/>
    public void TransposedDerivative(double s, ReadOnlySpan<double> z, ReadOnlySpan<double> p, Span<double> product) =>
        product[0] = (1 + s) * p[0];

    /// <inheritdoc/>
    public double Threshold(double s, ReadOnlySpan<double> z) => z[0] - threshold;

    /// <inheritdoc/>
    public void ThresholdGradient(double s, ReadOnlySpan<double> z, Span<double> gradient) => gradient[0] = 1;
}
