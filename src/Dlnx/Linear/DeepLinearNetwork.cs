using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// The deep linear network W_L⋯W₁ with L layers of d × d, its loss f = ½‖W_L⋯W₁ − M‖²_F (B, eq. 1), gradient and gradient
/// descent (B, eq. 2). All storage is owned by the object: nothing is allocated after construction, except by methods that
/// return a new matrix or array. Not thread safe.
/// </summary>
public sealed class DeepLinearNetwork : ILinearNetwork
{
    private readonly Memory<double> storage;
    private readonly PrefixProducts prefix;
    private readonly double[][] backward;
    private HessianOperator? hessian;

    /// <summary>The network with all layers zero.</summary>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="width">d ≥ 1</param>
    /// <exception cref="ArgumentOutOfRangeException">depth or width is below 1</exception>
    public DeepLinearNetwork(int depth, int width)
        : this(depth, width, new double[EntryCount(depth, width)]) { }

    /// <summary>A network whose parameters are part of a larger one's.</summary>
    internal DeepLinearNetwork(int depth, int width, Memory<double> storage)
    {
        Depth = depth;
        Width = width;
        this.storage = storage;
        prefix = new PrefixProducts(depth, width);
        backward = [new double[width * width], new double[width * width]];
    }

    /// <summary>L, the number of layers.</summary>
    public int Depth { get; }

    /// <summary>d, the number of rows and of columns of every layer.</summary>
    public int Width { get; }

    /// <summary>L·d², the number of parameters.</summary>
    public int ParameterCount => storage.Length;

    /// <summary>
    /// All parameters: W₁ first, then W₂, …, each row after row, so that entry (i, j) of layer ℓ (from 0) is at
    /// ℓd² + id + j. Gradients, directions and Hessians use the same order. Writing here changes the network.
    /// </summary>
    public Span<double> Parameters => storage.Span;

    private ProductShape Shape => ProductShape.Square(Width);

    /// <summary>The entries of layer <paramref name="index"/>, row after row; index 0 is W₁. Writing here changes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such layer</exception>
    public Span<double> Layer(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Depth);
        return Parameters.Slice(index * Width * Width, Width * Width);
    }

    /// <summary>A copy of layer <paramref name="index"/>; index 0 is W₁.</summary>
    public Matrix LayerMatrix(int index) => new(Width, Width, Layer(index));

    /// <summary>A network with the same layers and storage of its own.</summary>
    public DeepLinearNetwork Copy()
    {
        var copy = new DeepLinearNetwork(Depth, Width);
        Parameters.CopyTo(copy.Parameters);
        return copy;
    }

    /// <summary>Writes W_L⋯W₁ to the destination.</summary>
    public void Product(Matrix destination)
    {
        RequireShape(destination, "destination");
        Forward().CopyTo(destination.Span);
    }

    /// <summary>W_L⋯W₁ as a new matrix.</summary>
    public Matrix Product()
    {
        var result = new Matrix(Width, Width);
        Product(result);
        return result;
    }

    /// <summary>f = ½‖W_L⋯W₁ − M‖²_F.</summary>
    public double Loss(Matrix target)
    {
        ForwardResidual(target);
        return 0.5 * TensorPrimitives.SumOfSquares<double>(backward[0]);
    }

    /// <summary>
    /// Writes ∇f: layer ℓ has W_{L:ℓ+1}ᵀ (W_{L:1} − M) W_{ℓ−1:1}ᵀ.
    /// </summary>
    /// <param name="target">M, d × d</param>
    /// <param name="destination">L·d² entries, in the order of <see cref="Parameters"/></param>
    public void Gradient(Matrix target, Span<double> destination)
    {
        RequireLength(destination.Length, nameof(destination));
        ForwardResidual(target);
        PropagateBack(backward[0], destination);
    }

    /// <summary>Computes all partial products and returns W_{L:1}, valid until the next call.</summary>
    internal ReadOnlySpan<double> Forward()
    {
        prefix.Update(Parameters);
        return prefix.Product(Parameters, Depth);
    }

    /// <summary>Writes the gradient of a loss whose derivative by the last <see cref="Forward"/> product is given.</summary>
    internal void PropagateBack(ReadOnlySpan<double> residual, Span<double> destination)
    {
        StartBack(residual);
        var size = Width * Width;
        for (var layer = Depth; layer >= 1; layer--)
        {
            var (error, below) = BackwardPair(layer);
            var gradient = destination.Slice((layer - 1) * size, size);
            if (layer == 1)
            {
                error.CopyTo(gradient);
                return;
            }

            DenseKernels.MultiplyTransposedRight(error, prefix.Product(Parameters, layer - 1), gradient, Shape);
            DenseKernels.MultiplyTransposedLeft(Layer(layer - 1), error, below, Shape);
        }
    }

    /// <summary>
    /// One step of gradient descent in place, all layers at once: θ ← fma(−η, ∇f, θ), bit for bit the
    /// <see cref="Gradient"/> at the old θ.
    /// </summary>
    /// <param name="target">M, d × d</param>
    /// <param name="learningRate">η, in the convention of the loss with ½</param>
    public void Step(Matrix target, double learningRate)
    {
        ForwardResidual(target);
        StepBack(backward[0], learningRate);
    }

    /// <summary>The step θ ← fma(−η, ·, θ) along what <see cref="PropagateBack"/> would write.</summary>
    internal void StepBack(ReadOnlySpan<double> residual, double learningRate)
    {
        StartBack(residual);
        for (var layer = Depth; layer >= 2; layer--)
        {
            var (error, below) = BackwardPair(layer);
            var weights = Layer(layer - 1);

            // The error below needs the old weights, so it comes before their update.
            DenseKernels.MultiplyTransposedLeft(weights, error, below, Shape);
            var input = prefix.Product(Parameters, layer - 1);
            DenseKernels.MultiplyTransposedRight(error, input, weights, Shape, -learningRate, 1);
        }

        var first = Layer(0);
        TensorPrimitives.FusedMultiplyAdd(BackwardPair(1).Error, -learningRate, first, first);
    }

    /// <summary>Writes ∇²f(θ)·direction, in closed form (differentiating <see cref="Gradient"/> along the direction).</summary>
    /// <param name="target">M, d × d</param>
    /// <param name="direction">L·d² entries, in the order of <see cref="Parameters"/></param>
    /// <param name="destination">L·d² entries; must not overlap the direction</param>
    /// <remarks>For many products at one point take a <see cref="HessianOperator"/>, which prepares the point once.</remarks>
    public void HessianVectorProduct(Matrix target, ReadOnlySpan<double> direction, Span<double> destination)
    {
        hessian ??= new HessianOperator(Depth, Width);
        hessian.MoveTo(this, target);
        hessian.Apply(direction, destination);
    }

    /// <summary>uᵢᵀ W_{L:1} vᵢ for the columns of U and V: the projected singular values, in the order of the columns.</summary>
    /// <param name="left">U, d × k</param>
    /// <param name="right">V, d × k</param>
    public double[] ProjectedSingularValues(Matrix left, Matrix right) =>
        (left.Transpose() * Product() * right).DiagonalEntries();

    /// <summary>UᵀW_ℓV for layer <paramref name="index"/> (0 is W₁), diagonal inside the singular-vector-stationary set.</summary>
    public Matrix ProjectedLayer(int index, Matrix left, Matrix right) => left.Transpose() * LayerMatrix(index) * right;

    /// <summary>The singular values of W_{L:1}, descending. Sorted values swap when directions cross: see
    /// <see cref="ProjectedSingularValues"/> for following a direction.</summary>
    public double[] EndToEndSingularValues() => Factorizations.SingularValues(Product());

    internal void RequireShape(Matrix matrix, string role)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Rows != Width || matrix.Columns != Width)
        {
            throw new ArgumentException(
                $"The {role} of a network of width {Width} must be a {Width} × {Width} matrix; found a {matrix}.",
                nameof(matrix)
            );
        }
    }

    /// <summary>The error matrix at a layer's output and the place for the one below: two buffers taking turns.</summary>
    private BackwardBuffers BackwardPair(int layer) =>
        new(backward[(Depth - layer) % 2], backward[(Depth - layer + 1) % 2]);

    private void StartBack(ReadOnlySpan<double> residual)
    {
        if (residual != backward[0])
            residual.CopyTo(backward[0]);
    }

    private void ForwardResidual(Matrix target)
    {
        RequireShape(target, "target");
        TensorPrimitives.Subtract(Forward(), target.Span, backward[0]);
    }

    private void RequireLength(int found, string name)
    {
        if (found != ParameterCount)
        {
            throw new ArgumentException(
                $"A network of depth {Depth} and width {Width} has {ParameterCount} parameters; {found} were given.",
                name
            );
        }
    }

    private readonly record struct BackwardBuffers(double[] Error, double[] Below);

    private static int EntryCount(int depth, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return checked(depth * width * width);
    }
}
