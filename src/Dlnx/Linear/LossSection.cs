using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// The loss along a line, μ ↦ f(Θ + μΔ): a polynomial of degree 2L, found from its values at 2L + 1 Chebyshev nodes
/// (B/thm-2).
/// </summary>
public sealed class LossSection
{
    private readonly double[] coefficients;

    private LossSection(double[] coefficients) => this.coefficients = coefficients;

    /// <summary>The section through the network's parameters along a direction.</summary>
    /// <param name="network">Θ; not changed</param>
    /// <param name="target">M</param>
    /// <param name="direction">Δ, in the order of <see cref="DeepLinearNetwork.Parameters"/></param>
    /// <exception cref="ArgumentException">the direction has another length</exception>
    public static LossSection Along(DeepLinearNetwork network, Matrix target, ReadOnlySpan<double> direction)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (direction.Length != network.ParameterCount)
        {
            throw new ArgumentException(
                $"The direction has {direction.Length} entries; the network has {network.ParameterCount} parameters.",
                nameof(direction)
            );
        }

        // Nodes on the scale of the parameters make all terms of the polynomial comparable.
        var reach = Math.Abs(TensorPrimitives.MaxMagnitude<double>(network.Parameters));
        reach = reach > 0 ? reach : 1;
        var moved = network.Copy();
        var values = new double[(2 * network.Depth) + 1];
        for (var node = 0; node < values.Length; node++)
        {
            var mu = reach * Math.Cos(Math.PI * (node + 0.5) / values.Length);
            TensorPrimitives.MultiplyAdd(direction, mu, network.Parameters, moved.Parameters);
            values[node] = moved.Loss(target);
        }

        return new(Monomials(ChebyshevCoefficients(values), reach));
    }

    /// <summary>The derivative of the given order at μ = 0; 0 beyond the degree.</summary>
    /// <param name="order">0 or more</param>
    public double Derivative(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        if (order >= coefficients.Length)
        {
            return 0;
        }

        var value = coefficients[order];
        for (var factor = 2; factor <= order; factor++)
        {
            value *= factor;
        }

        return value;
    }

    /// <summary>f′ at μ.</summary>
    public double Slope(double mu)
    {
        var slope = 0.0;
        for (var power = coefficients.Length - 1; power >= 1; power--)
        {
            slope = (slope * mu) + (power * coefficients[power]);
        }

        return slope;
    }

    private static double[] ChebyshevCoefficients(double[] values)
    {
        var count = values.Length;
        var result = new double[count];
        for (var j = 0; j < count; j++)
        {
            for (var node = 0; node < count; node++)
            {
                result[j] += values[node] * Math.Cos(j * Math.PI * (node + 0.5) / count);
            }

            result[j] *= (j == 0 ? 1.0 : 2.0) / count;
        }

        return result;
    }

    /// <summary>Σ aⱼTⱼ(μ/reach) in powers of μ, by T_{j+1} = 2xTⱼ − T_{j−1}.</summary>
    private static double[] Monomials(double[] chebyshev, double reach)
    {
        var count = chebyshev.Length;
        var result = new double[count];
        var (before, current) = (new double[count], new double[count]);
        current[0] = 1;
        for (var j = 0; j < count; j++)
        {
            for (var power = 0; power < count; power++)
            {
                result[power] += chebyshev[j] * current[power];
            }

            var next = new double[count];
            for (var power = 0; power < count; power++)
            {
                var raised = power == 0 ? 0 : current[power - 1];
                next[power] = (j == 0 ? raised : 2 * raised) - before[power];
            }

            (before, current) = (current, next);
        }

        return [.. result.Select((value, power) => value / Math.Pow(reach, power))];
    }
}
