using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// The Hessian of f = ½‖W_{L:1} − M‖²_F as a dense matrix, from its block formula; independent of
/// <see cref="HessianOperator"/>, so that each is an oracle for the other.
/// </summary>
/// <remarks>
/// With S_ℓ = W_{L:ℓ+1}, Q_ℓ = W_{ℓ−1:1}, R = W_{L:1} − M and layers written row after row, block (ℓ, m) is
/// (S_ℓᵀS_m) ⊗ (Q_ℓQ_mᵀ), plus for ℓ &lt; m the residual term whose entry ((b, q), (p, a)) is
/// (S_mᵀ R Q_ℓᵀ)_{pq} (W_{m−1:ℓ+1})_{ab}, and its transpose in block (m, ℓ).
/// </remarks>
public static class ExplicitHessian
{
    /// <summary>Largest number of parameters for which the matrix is built: 32 MiB.</summary>
    public const int MaximumParameterCount = 2048;

    /// <summary>∇²f, L·d² × L·d², in the order of <see cref="DeepLinearNetwork.Parameters"/>.</summary>
    /// <exception cref="ArgumentException">the network is too large, or the target's shape is not that of a layer</exception>
    public static Matrix Of(DeepLinearNetwork network, Matrix target)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.RequireShape(target, "target");
        if (network.ParameterCount > MaximumParameterCount)
        {
            throw new ArgumentException(
                $"The explicit Hessian is built for at most {MaximumParameterCount} parameters; depth {network.Depth} and "
                    + $"width {network.Width} have {network.ParameterCount}. Use the Hessian-vector product instead.",
                nameof(network)
            );
        }

        var hessian = new Matrix(network.ParameterCount, network.ParameterCount);
        Fill(hessian, 0, network, network.Product() - target);
        return hessian;
    }

    /// <summary>Writes the blocks of one stack of layers, whose parameters start at the offset, for a given residual.</summary>
    internal static void Fill(Matrix hessian, int offset, DeepLinearNetwork network, Matrix residual)
    {
        Matrix[] layers = [.. Enumerable.Range(0, network.Depth).Select(network.LayerMatrix)];
        for (var l = 0; l < layers.Length; l++)
        {
            for (var m = l; m < layers.Length; m++)
            {
                FillBlock(hessian, offset, layers, residual, l, m);
            }
        }
    }

    private static void FillBlock(Matrix hessian, int offset, Matrix[] layers, Matrix residual, int l, int m)
    {
        var width = residual.Rows;
        var (aboveL, aboveM) = (Chain(layers, l + 1, layers.Length), Chain(layers, m + 1, layers.Length));
        var (belowL, belowM) = (Chain(layers, 0, l), Chain(layers, 0, m));
        var outer = aboveL.Transpose() * aboveM;
        var inner = belowL * belowM.Transpose();
        var error = aboveM.Transpose() * residual * belowL.Transpose();
        var between = l < m ? Chain(layers, l + 1, m) : new Matrix(width, width);
        for (var row = 0; row < width * width; row++)
        {
            var (b, q) = Math.DivRem(row, width);
            for (var column = 0; column < width * width; column++)
            {
                var (p, a) = Math.DivRem(column, width);
                var value = (outer[b, p] * inner[q, a]) + (error[p, q] * between[a, b]);
                hessian[offset + (l * width * width) + row, offset + (m * width * width) + column] = value;
                hessian[offset + (m * width * width) + column, offset + (l * width * width) + row] = value;
            }
        }
    }

    /// <summary>The product of the layers first…end − 1 (from 0), the later one on the left; I when there is none.</summary>
    internal static Matrix Chain(Matrix[] layers, int first, int end)
    {
        var product = Matrix.Identity(layers[0].Rows);
        for (var index = first; index < end; index++)
        {
            product = layers[index] * product;
        }

        return product;
    }
}
