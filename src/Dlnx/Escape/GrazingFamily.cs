namespace Dlnx.Escape;

/// <summary>
/// dx/dt = 1, dy/dt = s − x from (0, 0) with Θ_s = y − s²/2: y = sx − x²/2 touches the threshold at x = s without crossing it,
/// so that the hypothesis of the homotopy identity fails for every s.
/// </summary>
public sealed class GrazingFamily : IEscapeFamily
{
    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public void Velocity(double s, ReadOnlySpan<double> z, Span<double> velocity)
    {
        velocity[0] = 1;
        velocity[1] = s - z[0];
    }

    /// <inheritdoc/>
    public void Sensitivity(double s, ReadOnlySpan<double> z, Span<double> sensitivity)
    {
        sensitivity[0] = 0;
        sensitivity[1] = 1;
    }

    /// <inheritdoc/>
    public void TransposedDerivative(double s, ReadOnlySpan<double> z, ReadOnlySpan<double> p, Span<double> product)
    {
        product[0] = -p[1];
        product[1] = 0;
    }

    /// <inheritdoc/>
    public double Threshold(double s, ReadOnlySpan<double> z) => z[1] - (0.5 * s * s);

    /// <inheritdoc/>
    public void ThresholdGradient(double s, ReadOnlySpan<double> z, Span<double> gradient)
    {
        gradient[0] = 0;
        gradient[1] = 1;
    }

    /// <inheritdoc/>
    public double ThresholdSensitivity(double s, ReadOnlySpan<double> z) => -s;
}
