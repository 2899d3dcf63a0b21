using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>
/// f(x) = Σ_p W_L^(p) tanh(W_{L−1}^(p) ⋯ tanh(W₁^(p)x)) on the canonical basis, X = I, with the loss ½‖f(I) − M‖²_F: exact
/// gradient, gradient descent and Hessian-vector product (A, Section 5.1, nonlinear setting). Allocates nothing after
/// construction, except in methods that return a matrix. Not thread safe.
/// </summary>
public sealed class TanhPathwayNetwork
{
    private const ulong StartSeed = 0x7A6E;
    private readonly double[] parameters;
    private readonly double[] gradient;
    private readonly TanhPathway[] pathways;
    private readonly double[] residual;
    private readonly double[] residualTangent;

    /// <summary>The network with all weights zero.</summary>
    /// <param name="depth">L ≥ 2, weight matrices of each pathway</param>
    /// <param name="width">d ≥ 1, inputs and outputs</param>
    /// <param name="hidden">n ≥ 1, units of each hidden layer</param>
    /// <param name="pathwayCount">P ≥ 1</param>
    /// <exception cref="ArgumentOutOfRangeException">a size is too small</exception>
    public TanhPathwayNetwork(int depth, int width, int hidden, int pathwayCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pathwayCount, 1);
        Depth = depth;
        Width = width;
        var count = TanhPathway.Count(depth, width, hidden);
        parameters = new double[checked(count * pathwayCount)];
        gradient = new double[parameters.Length];
        pathways =
        [
            .. Enumerable
                .Range(0, pathwayCount)
                .Select(p => new TanhPathway(depth, width, hidden, parameters.AsMemory(p * count, count))),
        ];
        residual = new double[width * width];
        residualTangent = new double[width * width];
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>P.</summary>
    public int Pathways => pathways.Length;

    /// <summary>All weights: pathway after pathway, W₁ first, each row after row. Writing here changes the network.</summary>
    public Span<double> Parameters => parameters;

    /// <summary>f_p(I), d × d, as a new matrix.</summary>
    public Matrix PathwayOutput(int pathway) => new(Width, Width, pathways[pathway].Forward());

    /// <summary>½‖f(I) − M‖²_F.</summary>
    /// <param name="target">M, d × d</param>
    public double Loss(Matrix target)
    {
        ForwardResidual(target);
        return 0.5 * TensorPrimitives.SumOfSquares<double>(residual);
    }

    /// <summary>Writes the gradient in the order of <see cref="Parameters"/>.</summary>
    /// <param name="target">M, d × d</param>
    /// <param name="destination">as many entries as parameters</param>
    public void Gradient(Matrix target, Span<double> destination)
    {
        ForwardResidual(target);
        for (var p = 0; p < pathways.Length; p++)
            pathways[p].Backward(residual, Part(destination, p));
    }

    /// <summary>One step of gradient descent in place: θ ← fma(−η, gradient, θ).</summary>
    /// <param name="target">M, d × d</param>
    /// <param name="learningRate">η</param>
    public void Step(Matrix target, double learningRate)
    {
        Gradient(target, gradient);
        TensorPrimitives.FusedMultiplyAdd(gradient, -learningRate, parameters, parameters);
    }

    /// <summary>Writes ∇²𝓛·direction, exact (forward over reverse).</summary>
    /// <param name="target">M, d × d</param>
    /// <param name="direction">as many entries as parameters</param>
    /// <param name="destination">as many entries; must not overlap the direction</param>
    public void HessianVectorProduct(Matrix target, ReadOnlySpan<double> direction, Span<double> destination)
    {
        Gradient(target, gradient);
        ApplyHessian(direction, destination);
    }

    /// <summary>λ_max(∇²𝓛) by Lanczos, a function of the point alone.</summary>
    /// <param name="target">M, d × d</param>
    /// <exception cref="ArithmeticException">the weights are not finite, or Lanczos did not converge</exception>
    public double Sharpness(Matrix target)
    {
        Gradient(target, gradient);
        var result = Lanczos.Eigenvalues(ApplyHessian, parameters.Length, new RandomStream(StartSeed));
        return result.Outcome != LanczosOutcome.MaximumIterationsReached
            ? result.Eigenvalues[0]
            : throw new ArithmeticException(
                $"Lanczos left a residual of {result.ResidualNorms[0]:G3} after {result.Iterations} iterations; call "
                    + "Lanczos.Eigenvalues on HessianVectorProduct with more iterations or a looser tolerance."
            );
    }

    private void ApplyHessian(ReadOnlySpan<double> direction, Span<double> destination)
    {
        Array.Clear(residualTangent);
        for (var p = 0; p < pathways.Length; p++)
            TensorPrimitives.Add(residualTangent, pathways[p].ForwardTangent(Part(direction, p)), residualTangent);
        for (var p = 0; p < pathways.Length; p++)
            pathways[p].BackwardTangent(residualTangent, Part(direction, p), Part(destination, p));
    }

    private void ForwardResidual(Matrix target)
    {
        if (target.Rows != Width || target.Columns != Width)
            throw new ArgumentException(
                $"The target must be a {Width} × {Width} matrix; found a {target}.",
                nameof(target)
            );
        TensorPrimitives.Negate(target.Span, residual);
        foreach (var pathway in pathways)
            TensorPrimitives.Add(residual, pathway.Forward(), residual);
    }

    private Span<double> Part(Span<double> all, int pathway) =>
        all.Slice(pathway * (parameters.Length / Pathways), parameters.Length / Pathways);

    private ReadOnlySpan<double> Part(ReadOnlySpan<double> all, int pathway) =>
        all.Slice(pathway * (parameters.Length / Pathways), parameters.Length / Pathways);
}
