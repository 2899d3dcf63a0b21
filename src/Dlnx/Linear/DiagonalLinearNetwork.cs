using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// The diagonal linear network s₁ ⊙ ⋯ ⊙ s_L with loss f = ½‖s₁ ⊙ ⋯ ⊙ s_L − s*‖² (B/thm-3), and gradient descent on it.
/// Coordinates do not interact. Nothing is allocated after construction. Not thread safe.
/// </summary>
public sealed class DiagonalLinearNetwork
{
    private readonly double[] parameters;
    private readonly double[] prefix;
    private readonly double[] scratch;
    private double[] error;
    private double[] below;

    /// <summary>The network with all layers zero.</summary>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="dimension">number of coordinates, ≥ 1</param>
    /// <exception cref="ArgumentOutOfRangeException">depth or dimension is below 1</exception>
    public DiagonalLinearNetwork(int depth, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Depth = depth;
        Dimension = dimension;
        parameters = new double[checked(depth * dimension)];
        prefix = new double[parameters.Length];
        scratch = new double[dimension];
        error = new double[dimension];
        below = new double[dimension];
    }

    /// <summary>L, the number of layers.</summary>
    public int Depth { get; }

    /// <summary>The number of coordinates.</summary>
    public int Dimension { get; }

    /// <summary>L times the number of coordinates.</summary>
    public int ParameterCount => parameters.Length;

    /// <summary>s₁ first, then s₂, …; writing here changes the network.</summary>
    public Span<double> Parameters => parameters;

    /// <summary>s_ℓ = α·1 for every layer.</summary>
    public static DiagonalLinearNetwork Balanced(int depth, int dimension, double alpha)
    {
        var network = new DiagonalLinearNetwork(depth, dimension);
        network.Parameters.Fill(alpha);
        return network;
    }

    /// <summary>s_L = 0 and s_ℓ = α·1 below it.</summary>
    public static DiagonalLinearNetwork Unbalanced(int depth, int dimension, double alpha)
    {
        var network = Balanced(depth, dimension, alpha);
        network.Layer(depth - 1).Clear();
        return network;
    }

    /// <summary>The coordinates of layer <paramref name="index"/>; index 0 is s₁. Writing here changes the network.</summary>
    public Span<double> Layer(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Depth);
        return parameters.AsSpan(index * Dimension, Dimension);
    }

    /// <summary>Writes s₁ ⊙ ⋯ ⊙ s_L, the end-to-end coordinates.</summary>
    public void Product(Span<double> destination)
    {
        Require(destination.Length, Dimension, nameof(destination));
        UpdatePrefix();
        Prefix(Depth - 1).CopyTo(destination);
    }

    /// <summary>f = ½‖s₁ ⊙ ⋯ ⊙ s_L − s*‖².</summary>
    public double Loss(ReadOnlySpan<double> target)
    {
        ForwardResidual(target);
        return 0.5 * TensorPrimitives.SumOfSquares<double>(error);
    }

    /// <summary>Writes ∇f: layer ℓ has (Π s − s*) ⊙ Π_{m≠ℓ} s_m.</summary>
    /// <param name="target">s*</param>
    /// <param name="destination">as many entries as parameters, in their order</param>
    public void Gradient(ReadOnlySpan<double> target, Span<double> destination)
    {
        Require(destination.Length, ParameterCount, nameof(destination));
        ForwardResidual(target);
        for (var layer = Depth - 1; layer >= 1; layer--)
        {
            TensorPrimitives.Multiply(error, Prefix(layer - 1), destination.Slice(layer * Dimension, Dimension));
            PassBelow(layer);
        }

        error.CopyTo(destination);
    }

    /// <summary>One step of gradient descent in place, all layers at once: θ ← fma(−η, ∇f, θ).</summary>
    /// <param name="target">s*</param>
    /// <param name="learningRate">η, in the convention of the loss with ½</param>
    public void Step(ReadOnlySpan<double> target, double learningRate)
    {
        ForwardResidual(target);
        for (var layer = Depth - 1; layer >= 1; layer--)
        {
            TensorPrimitives.Multiply(error, Prefix(layer - 1), scratch);

            // The error below needs the old weights, so it comes before their update.
            PassBelow(layer);
            TensorPrimitives.FusedMultiplyAdd(scratch, -learningRate, Layer(layer), Layer(layer));
        }

        TensorPrimitives.FusedMultiplyAdd(error, -learningRate, Layer(0), Layer(0));
    }

    private Span<double> Prefix(int layer) => prefix.AsSpan(layer * Dimension, Dimension);

    private void UpdatePrefix()
    {
        Layer(0).CopyTo(Prefix(0));
        for (var layer = 1; layer < Depth; layer++)
        {
            TensorPrimitives.Multiply(Prefix(layer - 1), Layer(layer), Prefix(layer));
        }
    }

    private void ForwardResidual(ReadOnlySpan<double> target)
    {
        Require(target.Length, Dimension, nameof(target));
        UpdatePrefix();
        TensorPrimitives.Subtract(Prefix(Depth - 1), target, error);
    }

    private void PassBelow(int layer)
    {
        TensorPrimitives.Multiply(error, Layer(layer), below);
        (error, below) = (below, error);
    }

    private static void Require(int found, int expected, string name)
    {
        if (found != expected)
        {
            throw new ArgumentException($"{expected} entries are expected; {found} were given.", name);
        }
    }
}
