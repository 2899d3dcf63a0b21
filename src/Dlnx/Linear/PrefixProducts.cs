using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>The products W_{ℓ:1} = W_ℓ⋯W₁ of a stack of square layers; W_{1:1} is the first layer itself.</summary>
internal sealed class PrefixProducts(int depth, int width)
{
    private readonly double[] products = new double[(depth - 1) * width * width];

    private int Size => width * width;

    /// <summary>Recomputes all products from the layers, W₁ first, each row after row.</summary>
    public void Update(ReadOnlySpan<double> layers)
    {
        for (var layer = 2; layer <= depth; layer++)
        {
            DenseKernels.Multiply(
                layers.Slice((layer - 1) * Size, Size),
                Product(layers, layer - 1),
                products.AsSpan((layer - 2) * Size, Size),
                ProductShape.Square(width)
            );
        }
    }

    /// <summary>W_{layer:1} as of the last update, layer ≥ 1.</summary>
    public ReadOnlySpan<double> Product(ReadOnlySpan<double> layers, int layer) =>
        layer == 1 ? layers[..Size] : products.AsSpan((layer - 2) * Size, Size);
}
