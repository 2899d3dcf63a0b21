namespace Dlnx.Escape;

/// <summary>
/// Three layers of a scalar chain at leading order with the first correction switched on by s:
/// da_k/dt = 0.6057·(Π a/a_k)·(1 − s·w_k·(0.8/3)·a₁²), w = (3, 1, 1), escape at a₂ = θ.
/// </summary>
/// <param name="threshold">θ</param>
public sealed class ProductFamily(double threshold) : IEscapeFamily
{
    private const double Drive = 0.6057;
    private const double Correction = -0.8 / 3;

    private static ReadOnlySpan<double> InsertionWeights => [3, 1, 1];

    /// <inheritdoc/>
    public int Dimension => 3;

    /// <inheritdoc/>
    public void Velocity(double s, ReadOnlySpan<double> z, Span<double> velocity)
    {
        for (var k = 0; k < 3; k++)
            velocity[k] = Drive * Others(z, k) * Factor(s, z, k);
    }

    /// <inheritdoc/>
    public void Sensitivity(double s, ReadOnlySpan<double> z, Span<double> sensitivity)
    {
        for (var k = 0; k < 3; k++)
            sensitivity[k] = Drive * Others(z, k) * InsertionWeights[k] * Correction * z[0] * z[0];
    }

    /// <inheritdoc/>
    public void TransposedDerivative(double s, ReadOnlySpan<double> z, ReadOnlySpan<double> p, Span<double> product)
    {
        product.Clear();
        for (var k = 0; k < 3; k++)
        {
            var (i, j) = ((k + 1) % 3, (k + 2) % 3);
            product[i] += p[k] * Drive * z[j] * Factor(s, z, k);
            product[j] += p[k] * Drive * z[i] * Factor(s, z, k);
            product[0] += p[k] * Drive * Others(z, k) * 2 * s * InsertionWeights[k] * Correction * z[0];
        }
    }

    /// <inheritdoc/>
    public double Threshold(double s, ReadOnlySpan<double> z) => z[1] - threshold;

    /// <inheritdoc/>
    public void ThresholdGradient(double s, ReadOnlySpan<double> z, Span<double> gradient)
    {
        gradient.Clear();
        gradient[1] = 1;
    }

    private static double Others(ReadOnlySpan<double> z, int k) => z[(k + 1) % 3] * z[(k + 2) % 3];

    private static double Factor(double s, ReadOnlySpan<double> z, int k) =>
        1 + (s * InsertionWeights[k] * Correction * z[0] * z[0]);
}
