using Dlnx.Numerics.Ode;

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
        var method = new RungeKutta4(Velocity, layers.Length);
        for (var t = 0; t < steps; t++)
        {
            method.Advance(t * step, layers, step);
        }
    }

    // Products over the other layers, so that a layer at 0 is no exception.
    private void Velocity(double time, ReadOnlySpan<double> s, Span<double> velocity)
    {
        var pull = sigma - ScalarChain.Product(s);
        for (var i = 0; i < s.Length; i++)
        {
            velocity[i] = pull * ScalarChain.Product(s[..i]) * ScalarChain.Product(s[(i + 1)..]);
        }
    }
}
