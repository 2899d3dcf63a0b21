using System.Numerics.Tensors;

namespace Dlnx.Escape;

/// <summary>
/// The signal energy E = 𝔼[s f] of a network with one output along a teacher direction, s = ⟨u, x⟩, and the terms of its
/// growth (C, eq. 13 and Proposition 8). An object is a snapshot of one point.
/// </summary>
/// <remarks>
/// With β_l = ∂f/∂z_l: G_l = 𝔼[s β_l h_{l−1}ᵀ] = ∂E/∂W_l, A = Σ‖G_l‖², T = Σ⟨G_l, 𝔼[y β_l h_{l−1}ᵀ]⟩ and
/// R = Σ⟨G_l, 𝔼[f β_l h_{l−1}ᵀ]⟩; under the uniform flow dE/dt = T − R.
/// </remarks>
public sealed class SignalEnergy
{
    private readonly DenseNetwork network;
    private readonly double[] gradient;

    /// <summary>Evaluates the network at its present weights.</summary>
    /// <param name="pass">the network, of one output, and its examples</param>
    /// <param name="direction">u, of length 1</param>
    /// <exception cref="ArgumentException">the network has several outputs, or the direction another dimension</exception>
    public SignalEnergy(NetworkPass pass, ReadOnlySpan<double> direction)
    {
        ArgumentNullException.ThrowIfNull(pass);
        network = pass.Network;
        if (network.Widths[^1] != 1)
        {
            throw new ArgumentException(
                $"The signal energy is that of one output; this network has {network.Widths[^1]}.",
                nameof(pass)
            );
        }

        var examples = pass.Examples;
        var signal = new double[examples.Count];
        examples.Project(direction, signal);
        pass.Forward();
        var outputs = pass.Outputs.ToArray();
        gradient = Derivative(pass, signal);
        Value = examples.Expectation(signal, outputs);
        OutputNorm = Math.Sqrt(examples.Expectation(outputs, outputs));
        SquaredNorm = TensorPrimitives.SumOfSquares<double>(gradient);
        TeacherTerm = TensorPrimitives.Dot<double>(gradient, Derivative(pass, examples.Targets));
        SelfTerm = TensorPrimitives.Dot<double>(gradient, Derivative(pass, outputs));
    }

    /// <summary>E.</summary>
    public double Value { get; }

    /// <summary>‖f‖ in L².</summary>
    public double OutputNorm { get; }

    /// <summary>A.</summary>
    public double SquaredNorm { get; }

    /// <summary>T.</summary>
    public double TeacherTerm { get; }

    /// <summary>R.</summary>
    public double SelfTerm { get; }

    /// <summary>dE/dt under the uniform flow of the squared loss, T − R.</summary>
    public double Rate => TeacherTerm - SelfTerm;

    /// <summary>G_l row after row, l = 1, …, L.</summary>
    public ReadOnlySpan<double> Gradient(int l) => network.Part(gradient, l);

    private static double[] Derivative(NetworkPass pass, ReadOnlySpan<double> factor)
    {
        var cotangent = new double[factor.Length];
        TensorPrimitives.Multiply(factor, pass.Examples.Weights, cotangent);
        var derivative = new double[pass.Network.ParameterCount];
        pass.Backward(cotangent, derivative);
        return derivative;
    }
}
