using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// Second derivatives of ½‖s₁ ⊙ ⋯ ⊙ s_L − s*‖². For one coordinate with π = Πs and ρ = π − s*, entry (ℓ, m) is
/// Π_{k≠ℓ}s_k · Π_{k≠m}s_k, plus ρ·Π_{k≠ℓ,m}s_k when ℓ ≠ m; different coordinates do not mix.
/// </summary>
public static class DiagonalHessian
{
    /// <summary>Largest number of parameters for which <see cref="Explicit"/> builds the matrix: 32 MiB.</summary>
    public const int MaximumParameterCount = 2048;

    /// <summary>∇²f as a dense matrix, in the order of <see cref="DiagonalLinearNetwork.Parameters"/>.</summary>
    /// <exception cref="ArgumentException">too many parameters, or a target of the wrong length</exception>
    public static Matrix Explicit(DiagonalLinearNetwork network, ReadOnlySpan<double> target)
    {
        ArgumentNullException.ThrowIfNull(network);
        RequireLength(target.Length, network.Dimension, nameof(target));
        if (network.ParameterCount > MaximumParameterCount)
        {
            throw new ArgumentException(
                $"The explicit Hessian is built for at most {MaximumParameterCount} parameters; found "
                    + $"{network.ParameterCount}. Use DiagonalHessian.Apply instead.",
                nameof(network)
            );
        }

        var hessian = new Matrix(network.ParameterCount, network.ParameterCount);
        for (var i = 0; i < network.Dimension; i++)
        {
            for (var l = 0; l < network.Depth; l++)
            {
                for (var m = 0; m < network.Depth; m++)
                {
                    hessian[(l * network.Dimension) + i, (m * network.Dimension) + i] = Entry(
                        network,
                        target[i],
                        i,
                        l,
                        m
                    );
                }
            }
        }

        return hessian;
    }

    /// <summary>Writes ∇²f·direction, differentiating the product coordinate by coordinate; no allocation.</summary>
    /// <param name="network">the point</param>
    /// <param name="target">s*</param>
    /// <param name="direction">as many entries as parameters</param>
    /// <param name="destination">as many entries as parameters; must not overlap the direction</param>
    /// <exception cref="ArgumentException">a length is wrong, or the spans overlap</exception>
    public static void Apply(
        DiagonalLinearNetwork network,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> direction,
        Span<double> destination
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        RequireLength(target.Length, network.Dimension, nameof(target));
        RequireLength(direction.Length, network.ParameterCount, nameof(direction));
        RequireLength(destination.Length, network.ParameterCount, nameof(destination));
        if (direction.Overlaps(destination))
        {
            throw new ArgumentException("The destination must not overlap the direction.", nameof(destination));
        }

        for (var i = 0; i < network.Dimension; i++)
        {
            ApplyToCoordinate(network, target[i], i, direction, destination);
        }
    }

    private static double Entry(DiagonalLinearNetwork network, double target, int i, int l, int m)
    {
        var (all, withoutL, withoutM, withoutBoth) = (1.0, 1.0, 1.0, 1.0);
        for (var k = 0; k < network.Depth; k++)
        {
            var value = network.Layer(k)[i];
            all *= value;
            withoutL *= k == l ? 1 : value;
            withoutM *= k == m ? 1 : value;
            withoutBoth *= k == l || k == m ? 1 : value;
        }

        return (withoutL * withoutM) + (l == m ? 0 : (all - target) * withoutBoth);
    }

    /// <summary>
    /// Prefix products and their tangents go up; the error and its tangent come down. Allocates only beyond depth 64.
    /// </summary>
    private static void ApplyToCoordinate(
        DiagonalLinearNetwork network,
        double target,
        int i,
        ReadOnlySpan<double> direction,
        Span<double> destination
    )
    {
        var (depth, stride) = (network.Depth, network.Dimension);
        var layers = network.Parameters;
        Span<double> prefix = depth <= 64 ? stackalloc double[depth + 1] : new double[depth + 1];
        Span<double> tangent = depth <= 64 ? stackalloc double[depth + 1] : new double[depth + 1];
        (prefix[0], tangent[0]) = (1, 0);
        for (var l = 0; l < depth; l++)
        {
            var (s, v) = (layers[(l * stride) + i], direction[(l * stride) + i]);
            prefix[l + 1] = prefix[l] * s;
            tangent[l + 1] = (tangent[l] * s) + (prefix[l] * v);
        }

        var (error, errorTangent) = (prefix[depth] - target, tangent[depth]);
        for (var l = depth - 1; l >= 0; l--)
        {
            var (s, v) = (layers[(l * stride) + i], direction[(l * stride) + i]);
            destination[(l * stride) + i] = (errorTangent * prefix[l]) + (error * tangent[l]);
            errorTangent = (errorTangent * s) + (error * v);
            error *= s;
        }
    }

    private static void RequireLength(int found, int expected, string name)
    {
        if (found != expected)
        {
            throw new ArgumentException($"{expected} entries are expected; {found} were given.", name);
        }
    }
}
