using System.Numerics.Tensors;

namespace Dlnx.Escape;

/// <summary>dx/dt = 0.5x + 1.2sy − 0.1x³, dy/dt = 0.3x − y + 0.2sx²: a saddle at 0, escape at ‖z‖ = θ.</summary>
/// <param name="threshold">θ</param>
public sealed class PlanarFamily(double threshold) : IEscapeFamily
{
    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public void Velocity(double s, ReadOnlySpan<double> z, Span<double> velocity)
    {
        var (x, y) = (z[0], z[1]);
        velocity[0] = (0.5 * x) + (1.2 * s * y) - (0.1 * x * x * x);
        velocity[1] = (0.3 * x) - y + (0.2 * s * x * x);
    }

    /// <inheritdoc/>
    public void Sensitivity(double s, ReadOnlySpan<double> z, Span<double> sensitivity)
    {
        sensitivity[0] = 1.2 * z[1];
        sensitivity[1] = 0.2 * z[0] * z[0];
    }

    /// <inheritdoc/>
    public void TransposedDerivative(double s, ReadOnlySpan<double> z, ReadOnlySpan<double> p, Span<double> product)
    {
        var x = z[0];
        product[0] = ((0.5 - (0.3 * x * x)) * p[0]) + ((0.3 + (0.4 * s * x)) * p[1]);
        product[1] = (1.2 * s * p[0]) - p[1];
    }

    /// <inheritdoc/>
    public double Threshold(double s, ReadOnlySpan<double> z) => TensorPrimitives.Norm<double>(z) - threshold;

    /// <inheritdoc/>
    public void ThresholdGradient(double s, ReadOnlySpan<double> z, Span<double> gradient) =>
        TensorPrimitives.Divide(z, TensorPrimitives.Norm<double>(z), gradient);
}
