using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>The two forms of global minimum whose Hessian spectrum B/lem-1 gives.</summary>
public enum MinimumForm
{
    /// <summary>(U) The unbalanced start's: the null block is αI in every layer but the last, where it is 0.</summary>
    Unbalanced,

    /// <summary>(B) The balanced start's: the null block is 0 in every layer.</summary>
    Balanced,
}

/// <summary>Global minima of ½‖W_{L:1} − M‖²_F in closed form.</summary>
public static class GlobalMinimum
{
    /// <summary>
    /// W_ℓ = V·diag(σᵢ^{1/L}, αI)·Vᵀ for ℓ &lt; L and W_L = U·diag(σᵢ^{1/L}, 0)·Vᵀ; form (B) takes α = 0.
    /// </summary>
    /// <param name="form">which of the two forms</param>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="target">M with its factors</param>
    /// <param name="alpha">α, not used by form (B)</param>
    public static DeepLinearNetwork Of(MinimumForm form, int depth, TargetMatrix target, double alpha)
    {
        ArgumentNullException.ThrowIfNull(target);
        double[] roots = [.. target.SingularValues.Select(value => Math.Pow(value, 1.0 / depth))];
        var nullValue = form == MinimumForm.Unbalanced ? alpha : 0;
        double[] filled = [.. roots, .. Enumerable.Repeat(nullValue, target.Width - target.Rank)];
        var transposed = target.Right.Transpose();
        var lower = target.Right * Matrix.Diagonal(target.Width, target.Width, filled) * transposed;
        var last = target.Left * Matrix.Diagonal(target.Width, target.Width, roots) * transposed;
        return DeepLinearNetworks.FromLayers([.. Enumerable.Repeat(lower, depth - 1), last]);
    }

    /// <summary>The global minimum with given lower layers: W_L = M(W_{L−1}⋯W₁)⁻¹.</summary>
    /// <param name="lower">W₁, …, W_{L−1}, all d × d with an invertible product</param>
    /// <param name="target">M, d × d</param>
    /// <exception cref="ArgumentException">the product of the lower layers is singular, or a shape is wrong</exception>
    public static DeepLinearNetwork Above(IReadOnlyList<Matrix> lower, Matrix target)
    {
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(target);
        var product = lower.Aggregate(Matrix.Identity(target.Rows), (below, layer) => layer * below);
        var factors = Factorizations.SingularValueDecomposition(product);
        if (!(factors.Values[^1] > 0))
        {
            throw new ArgumentException(
                "The product of the lower layers is singular; give invertible layers.",
                nameof(lower)
            );
        }

        double[] inverted = [.. factors.Values.Select(value => 1 / value)];
        var inverse = factors.Right * Matrix.Diagonal(product.Rows, product.Rows, inverted) * factors.Left.Transpose();
        return DeepLinearNetworks.FromLayers([.. lower, target * inverse]);
    }
}
