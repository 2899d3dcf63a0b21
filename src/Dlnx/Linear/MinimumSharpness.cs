using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// The sharpness at a global minimum from the d² × d² matrix Σ_ℓ (W_{L:ℓ+1}W_{L:ℓ+1}ᵀ) ⊗ (W_{ℓ−1:1}ᵀW_{ℓ−1:1}), which has the
/// non-zero eigenvalues of ∇²f there (B/bt-sharpness).
/// </summary>
/// <param name="Value">λ_max(∇²f)</param>
/// <param name="Eigenmatrix">the top eigenvector as a d × d matrix of Frobenius norm 1, acting on the product's entries</param>
public sealed record MinimumSharpness(double Value, Matrix Eigenmatrix)
{
    private const int Sweeps = 500;
    private const double Settled = 1e-14;

    /// <summary>The sharpness of ½‖W_{L:1} − M‖² at layers whose product is M.</summary>
    /// <exception cref="ArgumentException">a layer is not finite</exception>
    public static MinimumSharpness Of(DeepLinearNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var width = network.Width;
        var sum = new Matrix(width * width, width * width);
        foreach (var (outer, inner) in Factors(network))
        {
            for (var row = 0; row < sum.Rows; row++)
            {
                for (var column = 0; column < sum.Columns; column++)
                {
                    sum[row, column] += outer[row / width, column / width] * inner[row % width, column % width];
                }
            }
        }

        return Of(sum);
    }

    /// <summary>The sharpness of ½‖Σ_p W^(p) − M‖² at pathways whose sum is M (A/x-1).</summary>
    /// <exception cref="ArgumentException">a layer is not finite</exception>
    public static MinimumSharpness Of(MultiPathwayNetwork network) => Of(MultiPathwayHessian.Gram(network));

    /// <summary>
    /// max Σ_ℓ ‖W_{L:ℓ+1}ᵀu‖²‖W_{ℓ−1:1}v‖² over unit u and v, by alternating eigenvalue problems from every basis vector
    /// v: a lower bound of the sharpness that is met only when the top eigenmatrix is uvᵀ.
    /// </summary>
    public static double OverRankOne(DeepLinearNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var factors = Factors(network).ToArray();
        return Enumerable
            .Range(0, network.Width)
            .Max(start => Alternate(factors, Matrix.Identity(network.Width).Column(start)));
    }

    private static MinimumSharpness Of(Matrix gram)
    {
        var eigen = Factorizations.SymmetricEigen(gram);
        var width = (int)Math.Sqrt(gram.Rows);
        return new(eigen.Values[0], new Matrix(width, width, eigen.Vectors.Column(0)));
    }

    private static double Alternate(GramPair[] factors, double[] v)
    {
        var best = 0.0;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var u = Top(factors.Select(factor => Quadratic(factor.Inner, v) * factor.Outer)).Vectors.Column(0);
            var right = Top(factors.Select(factor => Quadratic(factor.Outer, u) * factor.Inner));
            v = right.Vectors.Column(0);
            var settled = right.Values[0] <= best * (1 + Settled);
            best = Math.Max(best, right.Values[0]);
            if (settled)
            {
                break;
            }
        }

        return best;
    }

    private static IEnumerable<GramPair> Factors(DeepLinearNetwork network)
    {
        for (var layer = 0; layer < network.Depth; layer++)
        {
            var above = Chain(network, layer + 1, network.Depth);
            var below = Chain(network, 0, layer);
            yield return new(above * above.Transpose(), below.Transpose() * below);
        }
    }

    private static Matrix Chain(DeepLinearNetwork network, int first, int end)
    {
        var product = Matrix.Identity(network.Width);
        for (var layer = first; layer < end; layer++)
        {
            product = network.LayerMatrix(layer) * product;
        }

        return product;
    }

    private static SymmetricEigenDecomposition Top(IEnumerable<Matrix> terms) =>
        Factorizations.SymmetricEigen(terms.Aggregate((a, b) => a + b));

    private static double Quadratic(Matrix matrix, double[] vector) =>
        TensorPrimitives.Dot<double>((matrix * new Matrix(vector.Length, 1, vector)).Span, vector);

    private sealed record GramPair(Matrix Outer, Matrix Inner);
}
