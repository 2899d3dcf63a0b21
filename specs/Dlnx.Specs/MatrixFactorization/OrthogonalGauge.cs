using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>
/// The change of basis between layers that turns the start αP₁, …, αP_{L−1}, 0 into αI, …, αI, 0 (B/fig-12): W_ℓ becomes
/// Q_ℓᵀW_ℓQ_{ℓ−1} with Q₀ = Q_L = I. Neither loss nor gradient descent notices it.
/// </summary>
public sealed class OrthogonalGauge
{
    private readonly Matrix[] frames;

    private OrthogonalGauge(IEnumerable<Matrix> inner, int width) =>
        frames = [Matrix.Identity(width), .. inner, Matrix.Identity(width)];

    /// <summary>Q_ℓ = P_ℓ⋯P₁ for a start with the layers αP_ℓ, ℓ &lt; L.</summary>
    public static OrthogonalGauge Of(DeepLinearNetwork start, double alpha) =>
        Accumulate(start, alpha, (product, factor) => factor * product);

    /// <summary>Q_ℓ = P₁⋯P_ℓ, the product in the wrong order.</summary>
    public static OrthogonalGauge Reversed(DeepLinearNetwork start, double alpha) =>
        Accumulate(start, alpha, (product, factor) => product * factor);

    /// <summary>The network with the layers Q_ℓᵀW_ℓQ_{ℓ−1}.</summary>
    public DeepLinearNetwork Undo(DeepLinearNetwork network) =>
        DeepLinearNetworks.FromLayers([
            .. Enumerable
                .Range(0, network.Depth)
                .Select(l => frames[l + 1].Transpose() * network.LayerMatrix(l) * frames[l]),
        ]);

    /// <summary>The largest difference of an entry between W_ℓ and Q_ℓW̃_ℓQ_{ℓ−1}ᵀ over all layers.</summary>
    public double Difference(DeepLinearNetwork network, DeepLinearNetwork identity) =>
        Enumerable
            .Range(0, network.Depth)
            .Max(l =>
                (
                    network.LayerMatrix(l) - (frames[l + 1] * identity.LayerMatrix(l) * frames[l].Transpose())
                ).MaximumMagnitude()
            );

    private static OrthogonalGauge Accumulate(
        DeepLinearNetwork start,
        double alpha,
        Func<Matrix, Matrix, Matrix> extend
    )
    {
        var (product, inner) = (Matrix.Identity(start.Width), new List<Matrix>());
        for (var l = 0; l < start.Depth - 1; l++)
            inner.Add(product = extend(product, (1 / alpha) * start.LayerMatrix(l)));
        return new(inner, start.Width);
    }
}
