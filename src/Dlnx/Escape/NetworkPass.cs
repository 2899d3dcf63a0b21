using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// Forward and backward passes of one network over one example set. All storage is owned by the object: no pass allocates.
/// It sees later changes of the network's weights and of the examples. Not thread safe.
/// </summary>
/// <remarks>
/// The backward quantities of an example carry its weight, so an expectation over the examples is a plain sum:
/// ∇_{W_l} = Σ_n δ_l h_{l−1}ᵀ. Matrices are n_l × N, row after row.
/// </remarks>
public sealed class NetworkPass
{
    private readonly ExampleSet examples;
    private readonly double[][] z;
    private readonly double[][] h;
    private readonly double[][] slope;
    private readonly double[][] delta;
    private readonly double[][] b;

    /// <summary>Makes room for passes over the examples.</summary>
    /// <param name="network">the network, of any number of layers</param>
    /// <param name="examples">inputs of n₀ and targets of n_L coordinates</param>
    /// <exception cref="ArgumentException">the examples do not fit the network</exception>
    public NetworkPass(DenseNetwork network, ExampleSet examples)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(examples);
        if (network.Widths[0] != examples.InputDimension || network.Widths[^1] != examples.OutputDimension)
        {
            throw new ArgumentException(
                $"A network of widths {string.Join(", ", network.Widths.ToArray())} cannot take examples with "
                    + $"{examples.InputDimension} inputs and {examples.OutputDimension} targets.",
                nameof(examples)
            );
        }

        Network = network;
        this.examples = examples;
        z = Buffers(network.Depth);
        h = Buffers(network.Depth - 1);
        slope = Buffers(network.Depth - 1);
        delta = Buffers(network.Depth);
        b = Buffers(network.Depth - 1);
    }

    /// <summary>The network.</summary>
    public DenseNetwork Network { get; }

    /// <summary>The examples.</summary>
    public ExampleSet Examples => examples;

    /// <summary>The outputs z_L of the last forward pass, n_L × N.</summary>
    public ReadOnlySpan<double> Outputs => z[Network.Depth];

    /// <summary>Pre-activations z_l of the last forward pass, l = 1, …, L.</summary>
    public ReadOnlySpan<double> Z(int l) => z[l];

    /// <summary>Activations h_l of the last forward pass, l = 0, …, L − 1; h₀ are the inputs.</summary>
    public ReadOnlySpan<double> H(int l) => l == 0 ? examples.Inputs : h[l];

    /// <summary>φ′(z_l) of the last forward pass, l = 1, …, L − 1.</summary>
    public ReadOnlySpan<double> Slope(int l) => slope[l];

    /// <summary>δ_l = weight·∂ℓ/∂z_l of the last backward pass, l = 1, …, L.</summary>
    public ReadOnlySpan<double> Delta(int l) => delta[l];

    /// <summary>b_l = weight·∂ℓ/∂h_l = W_{l+1}ᵀδ_{l+1} of the last backward pass, l = 1, …, L − 1.</summary>
    public ReadOnlySpan<double> B(int l) => b[l];

    /// <summary>Computes z_l, h_l and φ′(z_l) of all layers from the present weights.</summary>
    public void Forward()
    {
        var widths = Network.Widths;
        for (var l = 1; l <= Network.Depth; l++)
        {
            var shape = new ProductShape(widths[l], widths[l - 1], examples.Count);
            DenseKernels.Multiply(Network.Layer(l), H(l - 1), z[l], shape);
            if (l < Network.Depth)
                Network.Activation.Evaluate(z[l], h[l], slope[l]);
        }
    }

    /// <summary>The loss 𝔼ℓ at the present weights.</summary>
    public double Loss(LossKind loss)
    {
        Forward();
        return Losses.Evaluate(loss, Outputs, examples, delta[Network.Depth]);
    }

    /// <summary>Writes the gradient of the loss at the present weights and returns the loss.</summary>
    /// <param name="loss">ℓ</param>
    /// <param name="destination">as many entries as parameters, in their order</param>
    public double Gradient(LossKind loss, Span<double> destination)
    {
        var value = Loss(loss);
        Backward(destination);
        return value;
    }

    /// <summary>
    /// Writes the gradient Σ_n ⟨cotangent_n, ∂z_L/∂W⟩ for any weighted output cotangents, after <see cref="Forward"/>.
    /// </summary>
    /// <param name="cotangent">weight·∂(quantity)/∂z_L of every example, n_L × N</param>
    /// <param name="destination">as many entries as parameters, in their order</param>
    public void Backward(ReadOnlySpan<double> cotangent, Span<double> destination)
    {
        cotangent.CopyTo(delta[Network.Depth]);
        Backward(destination);
    }

    private void Backward(Span<double> destination)
    {
        var widths = Network.Widths;
        for (var l = Network.Depth; l >= 1; l--)
        {
            if (l < Network.Depth)
            {
                var back = new ProductShape(widths[l], widths[l + 1], examples.Count);
                DenseKernels.MultiplyTransposedLeft(Network.Layer(l + 1), delta[l + 1], b[l], back);
                TensorPrimitives.Multiply(b[l], slope[l], delta[l]);
            }

            var shape = new ProductShape(widths[l], examples.Count, widths[l - 1]);
            DenseKernels.MultiplyTransposedRight(delta[l], H(l - 1), Network.Part(destination, l), shape);
        }
    }

    // Index l holds layer l, so that the formulas read as in the paper; index 0 stays empty.
    private double[][] Buffers(int last)
    {
        var buffers = new double[last + 1][];
        buffers[0] = [];
        for (var l = 1; l <= last; l++)
            buffers[l] = new double[checked(Network.Widths[l] * examples.Count)];
        return buffers;
    }
}
