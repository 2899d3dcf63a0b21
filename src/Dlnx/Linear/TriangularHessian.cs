using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// v ↦ ∇²f(θ)·v as <see cref="HessianOperator"/>, in coordinates in which all layers are upper triangular: for eigenvalues,
/// which do not depend on coordinates.
/// </summary>
/// <remarks>
/// The loss is the same function of Q_ℓᵀW_ℓQ_{ℓ−1} with the target Q_LᵀMQ₀ for orthogonal Q_ℓ, and the change of coordinates is
/// orthogonal itself. From Q₀ = I on, W_ℓQ_{ℓ−1} = Q_ℓR_ℓ makes all layers and all their products triangular: 4(L − 1) of the
/// 6(L − 1) matrix products of an application have a triangular factor, half of which need not be gone through. At d = 100
/// that saves a quarter of the time, and the factorisations are paid for after some 15 applications. Rows of the products are
/// shared out among workers; the bits do not depend on their number. Not thread safe, no allocation.
/// </remarks>
internal sealed unsafe class TriangularHessian
{
    // The rows of a chunk of work begin with a whole register tile.
    private const int TileRows = 8;

    private readonly int depth;
    private readonly int width;
    private readonly WorkerCrew crew;
    private readonly double[] layers;
    private readonly double[] errors;
    private readonly double[] products;
    private readonly double[] transposedProducts;
    private readonly double[] productTangents;
    private readonly double[][] errorTangents;
    private readonly Action<int> forward;
    private readonly Action<int> backward;
    private double* direction;
    private double* destination;
    private int layer;

    /// <summary>The Hessian at the network's present parameters.</summary>
    public TriangularHessian(DeepLinearNetwork network, Matrix target, WorkerCrew crew)
    {
        network.RequireShape(target, "target");
        (depth, width, this.crew) = (network.Depth, network.Width, crew);
        layers = network.Parameters.ToArray();
        errors = new double[layers.Length];
        products = new double[layers.Length];
        transposedProducts = new double[layers.Length];
        productTangents = new double[layers.Length];
        errorTangents = [new double[Size], new double[Size]];
        (forward, backward) = (Forward, Backward);
        Prepare(target.Span.ToArray());
    }

    /// <summary>L·d², the number of rows and columns.</summary>
    public int Dimension => layers.Length;

    private int Size => width * width;

    // Two for each worker: the rows of a triangular factor differ in work.
    private int Chunks => crew.Workers == 1 ? 1 : Math.Min(2 * crew.Workers, 1 + (width / (2 * TileRows)));

    /// <summary>Writes the product with a vector; both have one part of d² entries for each layer.</summary>
    public void Apply(ReadOnlySpan<double> vector, Span<double> result)
    {
        fixed (double* pv = vector)
        fixed (double* pr = result)
        {
            direction = pv;
            destination = pr;
            Direction(1).CopyTo(Part(productTangents, 1));
            for (layer = 2; layer <= depth; layer++)
                crew.Run(Chunks, forward);
            Part(productTangents, depth).CopyTo(Tangent(depth));
            for (layer = depth; layer >= 2; layer--)
                crew.Run(Chunks, backward);
            Tangent(1).CopyTo(Destination(1));
        }
    }

    // Ṗ_ℓ = W_ℓ Ṗ_{ℓ−1} + V_ℓ P_{ℓ−1}.
    private void Forward(int chunk)
    {
        var tangent = Part(productTangents, layer);
        var below = Part(productTangents, layer - 1);
        Multiply(ProductForm.Plain, Part(layers, layer), below, tangent, chunk, TriangularFactor.UpperLeft, 0);
        var product = Part(products, layer - 1);
        Multiply(ProductForm.Plain, Direction(layer), product, tangent, chunk, TriangularFactor.UpperRight, 1);
    }

    // Ė_ℓ P_{ℓ−1}ᵀ + E_ℓ Ṗ_{ℓ−1}ᵀ, and Ė_{ℓ−1} = W_ℓᵀ Ė_ℓ + V_ℓᵀ E_ℓ.
    private void Backward(int chunk)
    {
        var tangent = Tangent(layer);
        var below = Tangent(layer - 1);
        var result = Destination(layer);
        var error = Part(errors, layer);
        var product = Part(transposedProducts, layer - 1);
        Multiply(ProductForm.Plain, tangent, product, result, chunk, TriangularFactor.LowerRight, 0);
        var productTangent = Part(productTangents, layer - 1);
        Multiply(ProductForm.TransposedRight, error, productTangent, result, chunk, TriangularFactor.None, 1);
        Multiply(ProductForm.TransposedLeft, Part(layers, layer), tangent, below, chunk, TriangularFactor.LowerLeft, 0);
        Multiply(ProductForm.TransposedLeft, Direction(layer), error, below, chunk, TriangularFactor.None, 1);
    }

    private void Multiply(
        ProductForm form,
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> b,
        Span<double> c,
        int chunk,
        TriangularFactor triangular,
        double beta
    )
    {
        var part = new ProductPart(FirstRow(chunk), FirstRow(chunk + 1), triangular);
        DenseKernels.MultiplyPart(form, a, b, c, ProductShape.Square(width), part, 1, beta);
    }

    private int FirstRow(int chunk) => chunk == Chunks ? width : chunk * width / Chunks / TileRows * TileRows;

    private void Prepare(double[] target)
    {
        for (var i = 1; i <= depth; i++)
        {
            if (i < depth)
                Reflections.TriangulariseBefore(Part(layers, i), Part(layers, i + 1), width);
            else
                Reflections.TriangulariseBeside(Part(layers, i), target, width);
        }

        Part(layers, 1).CopyTo(Part(products, 1));
        var shape = ProductShape.Square(width);
        for (var i = 2; i <= depth; i++)
            DenseKernels.Multiply(Part(layers, i), Part(products, i - 1), Part(products, i), shape);
        for (var i = 1; i < depth; i++)
            new Matrix(width, width, Part(products, i).ToArray()).Transpose().Span.CopyTo(Part(transposedProducts, i));
        TensorPrimitives.Subtract(Part(products, depth), target, Part(errors, depth));
        for (var i = depth; i >= 2; i--)
            DenseKernels.MultiplyTransposedLeft(Part(layers, i), Part(errors, i), Part(errors, i - 1), shape);
    }

    private Span<double> Tangent(int index) => errorTangents[index % 2];

    private ReadOnlySpan<double> Direction(int index) => new(direction + ((index - 1) * Size), Size);

    private Span<double> Destination(int index) => new(destination + ((index - 1) * Size), Size);

    private Span<double> Part(double[] stack, int index) => stack.AsSpan((index - 1) * Size, Size);
}
