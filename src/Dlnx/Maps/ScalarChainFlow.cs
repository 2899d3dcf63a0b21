namespace Dlnx.Maps;

/// <summary>
/// Gradient flow ds_ℓ/dt = −(π − σ)π/s_ℓ of one singular direction, π = ∏s_ℓ, by the classical Runge–Kutta method of
/// order four.
/// </summary>
/// <param name="sigma">σ, positive</param>
public sealed class ScalarChainFlow(double sigma)
{
    private readonly double sigma = MapDomain.Positive(sigma, nameof(sigma));

    /// <summary>Moves the layers forward in time, in place.</summary>
    /// <param name="layers">s, the starting point; overwritten with the end point</param>
    /// <param name="step">the time step, positive; far below 2 over the largest sharpness on the way</param>
    /// <param name="steps">how many, at least 0</param>
    public void Integrate(Span<double> layers, double step, int steps)
    {
        MapDomain.Positive(step, nameof(step));
        MapDomain.AtLeast(steps, 0, nameof(steps));
        var buffers = new double[5 * layers.Length];
        for (var t = 0; t < steps; t++)
        {
            Advance(layers, step, buffers);
        }
    }

    private void Advance(Span<double> s, double step, Span<double> buffers)
    {
        var n = s.Length;
        var point = buffers[..n];
        s.CopyTo(point);
        for (var stage = 1; stage <= 4; stage++)
        {
            var slope = buffers.Slice(stage * n, n);
            Velocity(point, slope);
            var reach = stage == 3 ? step : step / 2;
            for (var i = 0; i < n && stage < 4; i++)
            {
                point[i] = s[i] + (reach * slope[i]);
            }
        }
        for (var i = 0; i < n; i++)
        {
            var (k1, k2, k3, k4) = (buffers[n + i], buffers[(2 * n) + i], buffers[(3 * n) + i], buffers[(4 * n) + i]);
            s[i] += step / 6 * (k1 + (2 * (k2 + k3)) + k4);
        }
    }

    // Products over the other layers, so that a layer at 0 is no exception.
    private void Velocity(ReadOnlySpan<double> s, Span<double> velocity)
    {
        var pull = sigma - ScalarChain.Product(s);
        for (var i = 0; i < s.Length; i++)
        {
            velocity[i] = pull * ScalarChain.Product(s[..i]) * ScalarChain.Product(s[(i + 1)..]);
        }
    }
}
