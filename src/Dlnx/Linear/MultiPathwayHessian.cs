using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// Second derivatives of a multi-pathway network's loss as dense matrices, for small sizes; independent of
/// <see cref="MultiPathwayNetwork.HessianVectorProduct"/>, so that each is an oracle for the other.
/// </summary>
public static class MultiPathwayHessian
{
    /// <summary>∇²𝓛 of ½‖f − M‖²_F in the order of <see cref="MultiPathwayNetwork.Parameters"/> (A, eq. 36).</summary>
    /// <remarks>
    /// With A_{p,l} = W_{L_p:l+1} and B_{p,l} = W_{l−1:1} of pathway p, block ((p,l),(q,m)) is (A_{p,l}ᵀA_{q,m}) ⊗
    /// (B_{p,l}B_{q,m}ᵀ); within one pathway the residual adds the terms of <see cref="ExplicitHessian"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">more than <see cref="ExplicitHessian.MaximumParameterCount"/> parameters</exception>
    public static Matrix Of(MultiPathwayNetwork network, Matrix target)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.Pathway(0).RequireShape(target, "target");
        if (network.ParameterCount > ExplicitHessian.MaximumParameterCount)
        {
            throw new ArgumentException(
                $"The explicit Hessian is built for at most {ExplicitHessian.MaximumParameterCount} parameters; this network "
                    + $"has {network.ParameterCount}. Use the Hessian-vector product instead.",
                nameof(network)
            );
        }

        var hessian = new Matrix(network.ParameterCount, network.ParameterCount);
        var residual = network.Product() - target;
        for (var p = 0; p < network.Pathways; p++)
        {
            ExplicitHessian.Fill(hessian, network.Offset(p), network.Pathway(p), residual);
            for (var q = 0; q < p; q++)
                FillCross(hessian, network, p, q);
        }

        return hessian;
    }

    /// <summary>
    /// JJᵀ = Σ_{p,l} (AAᵀ) ⊗ (BᵀB), d² × d², A = W_{L_p:l+1} and B = W_{l−1:1}: at a global minimum its eigenvalues are the
    /// non-zero eigenvalues of the Hessian (A, Proposition 4.1).
    /// </summary>
    public static Matrix Gram(MultiPathwayNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var gram = new Matrix(network.Width * network.Width, network.Width * network.Width);
        for (var p = 0; p < network.Pathways; p++)
        {
            var layers = Layers(network, p);
            for (var l = 0; l < layers.Length; l++)
            {
                var above = ExplicitHessian.Chain(layers, l + 1, layers.Length);
                var below = ExplicitHessian.Chain(layers, 0, l);
                gram += Kronecker.Product(above * above.Transpose(), below.Transpose() * below);
            }
        }

        return gram;
    }

    /// <summary>
    /// ∇²𝓛 by second differences of the loss alone (<see cref="CentralDifferences"/>): no derivative of the library enters.
    /// </summary>
    /// <param name="network">the point</param>
    /// <param name="target">M, d × d</param>
    /// <param name="step">the shift of a weight, positive</param>
    public static Matrix ByDifferences(MultiPathwayNetwork network, Matrix target, double step)
    {
        ArgumentNullException.ThrowIfNull(network);
        var probe = network.Copy();
        double Loss(ReadOnlySpan<double> weights)
        {
            weights.CopyTo(probe.Parameters);
            return probe.Loss(target);
        }

        return CentralDifferences.Hessian(Loss, network.Parameters, step);
    }

    /// <summary>
    /// J_p = ∂vec(f)/∂θ_p, d² × d²L_p, matrices written row after row: its columns of layer l are A ⊗ Bᵀ (A, eq. 36).
    /// </summary>
    /// <param name="network">the point</param>
    /// <param name="pathway">p, from 0</param>
    public static Matrix Jacobian(MultiPathwayNetwork network, int pathway)
    {
        ArgumentNullException.ThrowIfNull(network);
        var layers = Layers(network, pathway);
        var size = network.Width * network.Width;
        var jacobian = new Matrix(size, size * layers.Length);
        for (var l = 0; l < layers.Length; l++)
        {
            var above = ExplicitHessian.Chain(layers, l + 1, layers.Length);
            var below = ExplicitHessian.Chain(layers, 0, l);
            var columns = Kronecker.Product(above, below.Transpose());
            for (var row = 0; row < size; row++)
            {
                columns.Row(row).CopyTo(jacobian.Row(row)[(l * size)..]);
            }
        }

        return jacobian;
    }

    private static void FillCross(Matrix hessian, MultiPathwayNetwork network, int p, int q)
    {
        var size = network.Width * network.Width;
        var (first, second) = (Layers(network, p), Layers(network, q));
        for (var l = 0; l < first.Length; l++)
        {
            var (aboveL, belowL) = (
                ExplicitHessian.Chain(first, l + 1, first.Length),
                ExplicitHessian.Chain(first, 0, l)
            );
            for (var m = 0; m < second.Length; m++)
            {
                var aboveM = ExplicitHessian.Chain(second, m + 1, second.Length);
                var belowM = ExplicitHessian.Chain(second, 0, m);
                var block = Kronecker.Product(aboveL.Transpose() * aboveM, belowL * belowM.Transpose());
                Place(hessian, block, network.Offset(p) + (l * size), network.Offset(q) + (m * size));
            }
        }
    }

    private static void Place(Matrix hessian, Matrix block, int row, int column)
    {
        for (var i = 0; i < block.Rows; i++)
        {
            for (var j = 0; j < block.Columns; j++)
            {
                hessian[row + i, column + j] = block[i, j];
                hessian[column + j, row + i] = block[i, j];
            }
        }
    }

    private static Matrix[] Layers(MultiPathwayNetwork network, int pathway) =>
        [.. Enumerable.Range(0, network.Depths[pathway]).Select(index => network.LayerMatrix(pathway, index))];
}
