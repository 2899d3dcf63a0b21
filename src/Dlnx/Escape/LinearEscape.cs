using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>Escape along a linear flow dx/dt = Jx, by matrix exponentials.</summary>
public static class LinearEscape
{
    private const double Growth = 2;

    /// <summary>x(t) = e^{tJ}x₀.</summary>
    /// <param name="jacobian">J, n × n</param>
    /// <param name="start">x₀, n entries</param>
    /// <param name="time">t</param>
    public static double[] State(Matrix jacobian, ReadOnlySpan<double> start, double time)
    {
        ArgumentNullException.ThrowIfNull(jacobian);
        return (MatrixExponential.Of(time * jacobian) * new Matrix(start.Length, 1, start)).Span.ToArray();
    }

    /// <summary>When a component of x(t) reaches a threshold; it is looked at on times that double.</summary>
    /// <param name="jacobian">J, n × n</param>
    /// <param name="start">x₀, n entries</param>
    /// <param name="component">which component, from 0</param>
    /// <param name="threshold">θ, above the component's start</param>
    /// <param name="latest">how long to wait, positive</param>
    /// <returns>the time, or null when the threshold is not reached in time</returns>
    /// <exception cref="ArgumentException">an argument is out of range</exception>
    public static double? Time(
        Matrix jacobian,
        ReadOnlySpan<double> start,
        int component,
        double threshold,
        double latest
    )
    {
        ArgumentNullException.ThrowIfNull(jacobian);
        ArgumentOutOfRangeException.ThrowIfNegative(component);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(component, start.Length);
        if (!(threshold > start[component]))
        {
            throw new ArgumentException(
                $"The threshold {threshold:R} must exceed the component's start {start[component]:R}."
            );
        }

        var x0 = start.ToArray();
        double Excess(double time) => State(jacobian, x0, time)[component] - threshold;
        var (before, after) = (0.0, Math.Min(latest, 1 / jacobian.MaximumMagnitude()));
        while (Excess(after) < 0)
        {
            if (!(after < latest))
                return null;
            (before, after) = (after, Math.Min(latest, Growth * after));
        }

        return BracketedRoot.Find(Excess, before, after);
    }
}
