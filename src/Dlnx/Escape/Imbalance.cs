using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// The two sides of the imbalance identity (C, Theorem 1), d/dt(‖W_{l+1}‖² − ‖W_l‖²) = −2𝔼⟨b_l, φ(z_l) − z_l⊙φ′(z_l)⟩, under
/// gradient flow dW/dt = −∇, and its refinements, all at one point.
/// </summary>
public sealed class Imbalance
{
    private readonly NetworkPass pass;
    private readonly double[] gradient;

    /// <summary>Evaluates the network once.</summary>
    /// <param name="pass">the network and its examples</param>
    /// <param name="loss">ℓ</param>
    public Imbalance(NetworkPass pass, LossKind loss)
    {
        ArgumentNullException.ThrowIfNull(pass);
        this.pass = pass;
        gradient = new double[pass.Network.ParameterCount];
        Loss = pass.Gradient(loss, gradient);
    }

    /// <summary>The network.</summary>
    public DenseNetwork Network => pass.Network;

    /// <summary>The loss.</summary>
    public double Loss { get; }

    /// <summary>∇_{W_l}, l = 1, …, L.</summary>
    public ReadOnlySpan<double> Gradient(int l) => pass.Network.Part(gradient, l);

    /// <summary>‖∇_{W_l}‖.</summary>
    public double GradientNorm(int l) => TensorPrimitives.Norm(Gradient(l));

    /// <summary>b_l of every example times its weight, n_l × N, l = 1, …, L − 1.</summary>
    public ReadOnlySpan<double> B(int l) => pass.B(l);

    /// <summary>d‖W_l‖²/dt = −2⟨W_l, ∇_{W_l}⟩ from the gradient.</summary>
    public double NormRate(int l) => -2 * TensorPrimitives.Dot<double>(pass.Network.Layer(l), Gradient(l));

    /// <summary>d/dt(‖W_{l+1}‖² − ‖W_l‖²) from the gradients, l = 1, …, L − 1.</summary>
    public double Drift(int l) => NormRate(l + 1) - NormRate(l);

    /// <summary>−2𝔼⟨b_l, deficit(z_l)⟩, the right side of the identity.</summary>
    public double Identity(int l) => -2 * Pairing(pass.B(l), l);

    /// <summary>−2𝔼⟨δ_l, deficit(z_l)⟩, the tempting but wrong pairing.</summary>
    public double DeltaPairing(int l) => -2 * Pairing(pass.Delta(l), l);

    /// <summary>The change rate of D_l = W_{l+1}ᵀW_{l+1} − W_lW_lᵀ from the gradients, n_l × n_l.</summary>
    public Matrix MatrixRate(int l)
    {
        var next = pass.Network.LayerMatrix(l + 1);
        var own = pass.Network.LayerMatrix(l);
        var rate = next.Transpose() * pass.Network.PartMatrix(gradient, l + 1);
        return -2 * Symmetric(rate - (own * pass.Network.PartMatrix(gradient, l).Transpose()));
    }

    /// <summary>−2 Sym 𝔼[b_lφ(z_l)ᵀ − (b_l⊙φ′(z_l))z_lᵀ], the exact matrix identity (C, Corollary 12).</summary>
    public Matrix MatrixIdentity(int l) => Symmetric(UnsymmetricIdentity(l));

    /// <summary>−2𝔼[b_lφ(z_l)ᵀ − (b_l⊙φ′(z_l))z_lᵀ], whose symmetric part is the rate.</summary>
    public Matrix UnsymmetricIdentity(int l) =>
        -2 * (Outer(pass.B(l), pass.H(l), l) - Outer(pass.Delta(l), pass.Z(l), l));

    /// <summary>−2 Sym 𝔼[b_l deficit(z_l)ᵀ], right on the diagonal only.</summary>
    public Matrix NaiveMatrixIdentity(int l) => -2 * Symmetric(Outer(pass.B(l), Deficits(l), l));

    /// <summary>A square matrix's symmetric part.</summary>
    private static Matrix Symmetric(Matrix matrix) => 0.5 * (matrix + matrix.Transpose());

    private Matrix Outer(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int l)
    {
        var width = pass.Network.Widths[l];
        var result = new Matrix(width, width);
        var shape = new ProductShape(width, pass.Examples.Count, width);
        DenseKernels.MultiplyTransposedRight(left, right, result.Span, shape);
        return result;
    }

    private double Pairing(ReadOnlySpan<double> covector, int l) => TensorPrimitives.Dot(covector, Deficits(l));

    private double[] Deficits(int l)
    {
        var deficits = new double[pass.Z(l).Length];
        pass.Network.Activation.Deficits(pass.Z(l), deficits);
        return deficits;
    }
}
