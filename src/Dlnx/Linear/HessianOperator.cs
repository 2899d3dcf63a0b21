using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// v ↦ ∇²f(θ)·v for f = ½‖W_{L:1} − M‖²_F at a prepared point θ: 6(L − 1) matrix products per application, no allocation.
/// </summary>
/// <remarks>
/// With P_ℓ = W_{ℓ:1} and the error E_ℓ = W_{L:ℓ+1}ᵀ(W_{L:1} − M), the gradient of layer ℓ is E_ℓ P_{ℓ−1}ᵀ. Along a direction
/// V: Ṗ_ℓ = W_ℓ Ṗ_{ℓ−1} + V_ℓ P_{ℓ−1}, Ė_L = Ṗ_L, Ė_{ℓ−1} = W_ℓᵀ Ė_ℓ + V_ℓᵀ E_ℓ, and the product's layer ℓ is
/// Ė_ℓ P_{ℓ−1}ᵀ + E_ℓ Ṗ_{ℓ−1}ᵀ. Not thread safe.
/// </remarks>
public sealed class HessianOperator
{
    private readonly int depth;
    private readonly int width;
    private readonly double[] layers;
    private readonly double[] errors;
    private readonly double[] products;
    private readonly double[] productTangents;
    private readonly double[][] errorTangents;

    internal HessianOperator(int depth, int width)
    {
        this.depth = depth;
        this.width = width;
        layers = new double[depth * width * width];
        errors = new double[layers.Length];
        products = new double[layers.Length];
        productTangents = new double[layers.Length];
        errorTangents = [new double[width * width], new double[width * width]];
    }

    /// <summary>The Hessian at the network's present parameters; later changes of the network do not matter.</summary>
    /// <exception cref="ArgumentException">the target's shape is not that of a layer</exception>
    public HessianOperator(DeepLinearNetwork network, Matrix target)
        : this(RequireNetwork(network).Depth, network.Width) => MoveTo(network, target);

    /// <summary>L·d², the number of rows and columns.</summary>
    public int Dimension => layers.Length;

    private int Size => width * width;

    private ProductShape Shape => ProductShape.Square(width);

    /// <summary>Writes ∇²f·direction.</summary>
    /// <param name="direction">L·d² entries, in the order of <see cref="DeepLinearNetwork.Parameters"/></param>
    /// <param name="destination">L·d² entries; must not overlap the direction</param>
    /// <exception cref="ArgumentException">a length is wrong, or the spans overlap</exception>
    public void Apply(ReadOnlySpan<double> direction, Span<double> destination)
    {
        RequireSpans(direction, destination);
        PropagateBack(PropagateForward(direction), direction, destination);
    }

    /// <summary>Writes the product for a loss whose residual changes by the given tangent along the direction.</summary>
    internal void PropagateBack(
        ReadOnlySpan<double> residualTangent,
        ReadOnlySpan<double> direction,
        Span<double> destination
    )
    {
        residualTangent.CopyTo(errorTangents[0]);
        for (var layer = depth; layer >= 1; layer--)
        {
            var tangent = errorTangents[(depth - layer) % 2];
            var below = errorTangents[(depth - layer + 1) % 2];
            var result = destination.Slice((layer - 1) * Size, Size);
            if (layer == 1)
            {
                tangent.CopyTo(result);
                return;
            }

            DenseKernels.MultiplyTransposedRight(tangent, Part(products, layer - 1), result, Shape);
            DenseKernels.MultiplyTransposedRight(
                Part(errors, layer),
                Part(productTangents, layer - 1),
                result,
                Shape,
                1,
                1
            );
            DenseKernels.MultiplyTransposedLeft(Part(layers, layer), tangent, below, Shape);
            DenseKernels.MultiplyTransposedLeft(Part(direction, layer), Part(errors, layer), below, Shape, 1, 1);
        }
    }

    internal void MoveTo(DeepLinearNetwork network, Matrix target)
    {
        network.RequireShape(target, "target");
        MoveTo(network);
        TensorPrimitives.Subtract(Part(products, depth), target.Span, Part(errors, depth));
        PropagateErrors();
    }

    /// <summary>Moves to the network's parameters, for a loss with the given derivative by its product.</summary>
    internal void MoveTo(DeepLinearNetwork network, ReadOnlySpan<double> residual)
    {
        MoveTo(network);
        residual.CopyTo(Part(errors, depth));
        PropagateErrors();
    }

    /// <summary>The change of W_{L:1} along the direction, valid until the next call.</summary>
    internal ReadOnlySpan<double> PropagateForward(ReadOnlySpan<double> direction)
    {
        Part(direction, 1).CopyTo(Part(productTangents, 1));
        for (var layer = 2; layer <= depth; layer++)
        {
            var tangent = Part(productTangents, layer);
            DenseKernels.Multiply(Part(layers, layer), Part(productTangents, layer - 1), tangent, Shape);
            DenseKernels.Multiply(Part(direction, layer), Part(products, layer - 1), tangent, Shape, 1, 1);
        }

        return Part(productTangents, depth);
    }

    private void MoveTo(DeepLinearNetwork network)
    {
        network.Parameters.CopyTo(layers);
        Part(layers, 1).CopyTo(Part(products, 1));
        for (var layer = 2; layer <= depth; layer++)
        {
            DenseKernels.Multiply(Part(layers, layer), Part(products, layer - 1), Part(products, layer), Shape);
        }
    }

    private void PropagateErrors()
    {
        for (var layer = depth; layer >= 2; layer--)
        {
            DenseKernels.MultiplyTransposedLeft(
                Part(layers, layer),
                Part(errors, layer),
                Part(errors, layer - 1),
                Shape
            );
        }
    }

    private static DeepLinearNetwork RequireNetwork(DeepLinearNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network;
    }

    /// <summary>The part of layer ℓ, counted from 1 as in the formulas.</summary>
    private Span<double> Part(double[] stack, int layer) => stack.AsSpan((layer - 1) * Size, Size);

    private ReadOnlySpan<double> Part(ReadOnlySpan<double> stack, int layer) => stack.Slice((layer - 1) * Size, Size);

    private void RequireSpans(ReadOnlySpan<double> direction, ReadOnlySpan<double> destination)
    {
        if (direction.Length != Dimension || destination.Length != Dimension)
        {
            throw new ArgumentException(
                $"The Hessian acts on vectors of {Dimension} entries; the direction has {direction.Length} and the "
                    + $"destination {destination.Length}.",
                nameof(direction)
            );
        }

        if (direction.Overlaps(destination))
        {
            throw new ArgumentException("The destination must not overlap the direction.", nameof(destination));
        }
    }
}
