using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// A fully connected network without biases: h₀ = x, z_l = W_l h_{l−1}, h_l = φ(z_l) for l &lt; L, output z_L (C, Section 2).
/// Layers count from 1 as in the paper, W_l having n_l × n_{l−1} entries. Passes over examples are
/// <see cref="NetworkPass"/>es.
/// </summary>
public sealed class DenseNetwork
{
    private readonly double[] parameters;
    private readonly int[] widths;
    private readonly int[] offsets;

    /// <summary>The network with all weights zero.</summary>
    /// <param name="widths">n₀, …, n_L, each ≥ 1; at least two</param>
    /// <param name="activation">φ of the hidden layers</param>
    /// <exception cref="ArgumentException">fewer than two widths, or one below 1</exception>
    public DenseNetwork(IReadOnlyList<int> widths, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentNullException.ThrowIfNull(activation);
        if (widths.Count < 2 || widths.Any(width => width < 1))
        {
            throw new ArgumentException(
                $"A network needs at least an input and an output width, all at least 1; found {string.Join(", ", widths)}.",
                nameof(widths)
            );
        }

        this.widths = [.. widths];
        Activation = activation;
        offsets = new int[widths.Count];
        for (var l = 1; l < widths.Count; l++)
            offsets[l] = checked(offsets[l - 1] + (widths[l] * widths[l - 1]));
        parameters = new double[offsets[^1]];
    }

    /// <summary>φ.</summary>
    public Activation Activation { get; }

    /// <summary>n₀, …, n_L.</summary>
    public ReadOnlySpan<int> Widths => widths;

    /// <summary>L, the number of weight matrices.</summary>
    public int Depth => widths.Length - 1;

    /// <summary>Σ n_l n_{l−1}.</summary>
    public int ParameterCount => parameters.Length;

    /// <summary>All weights, W₁ first, each row after row; gradients use the same order. Writing changes the network.</summary>
    public Span<double> Parameters => parameters;

    /// <summary>W_l row after row, l = 1, …, L; writing changes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such layer</exception>
    public Span<double> Layer(int l) => Part(parameters, l);

    /// <summary>A copy of W_l as a matrix, l = 1, …, L.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such layer</exception>
    public Matrix LayerMatrix(int l) => PartMatrix(parameters, l);

    /// <summary>A copy of W_l's part of a vector of all parameters, in the shape of W_l.</summary>
    /// <param name="vector">as many entries as parameters</param>
    /// <param name="l">1, …, L</param>
    /// <exception cref="ArgumentOutOfRangeException">there is no such layer</exception>
    public Matrix PartMatrix(Span<double> vector, int l) => new(widths[l], widths[l - 1], Part(vector, l));

    /// <summary>‖W_l‖², the sum of the squared entries, l = 1, …, L.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such layer</exception>
    public double SquaredNorm(int l) => TensorPrimitives.SumOfSquares<double>(Layer(l));

    /// <summary>The part of a vector of all parameters, such as a gradient, that belongs to W_l.</summary>
    /// <param name="vector">as many entries as parameters</param>
    /// <param name="l">1, …, L</param>
    /// <exception cref="ArgumentOutOfRangeException">there is no such layer</exception>
    public Span<double> Part(Span<double> vector, int l)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(l, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(l, Depth);
        return vector[offsets[l - 1]..offsets[l]];
    }

    /// <summary>A network with the same weights and storage of its own.</summary>
    public DenseNetwork Copy()
    {
        var copy = new DenseNetwork(widths, Activation);
        parameters.CopyTo(copy.parameters, 0);
        return copy;
    }
}
