using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>
/// One singular direction with a value per layer: s_ℓ ← s_ℓ − η(π − σ)π/s_ℓ, π = ∏s_ℓ, all layers at once (Section 0).
/// </summary>
/// <param name="Sigma">σ, the target singular value</param>
/// <param name="Eta">η, the learning rate (½ convention of the loss)</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScalarChain(double Sigma, double Eta)
{
    /// <summary>π, the end-to-end value.</summary>
    public static double Product(ReadOnlySpan<double> layers)
    {
        var product = 1.0;
        foreach (var s in layers)
        {
            product *= s;
        }
        return product;
    }

    /// <summary>½(π − σ)².</summary>
    public double Loss(ReadOnlySpan<double> layers)
    {
        var residual = Product(layers) - Sigma;
        return residual * residual / 2;
    }

    /// <summary>
    /// One simultaneous gradient step, in place. Zero layers are no exception: π/s_ℓ is a product, not a quotient.
    /// </summary>
    public void Step(Span<double> layers)
    {
        var pull = Eta * (Product(layers) - Sigma);
        var before = 1.0;
        // Each layer needs the old values on both sides: those before it in a running product, those after it as is.
        for (var i = 0; i < layers.Length; i++)
        {
            var old = layers[i];
            layers[i] = old - pull * before * Product(layers[(i + 1)..]);
            before *= old;
        }
    }

    /// <summary>σ²Σs_ℓ^(−2), the sharpness at a minimum, π = σ (B/lem-7).</summary>
    public static double SharpnessAtMinimum(ReadOnlySpan<double> layers)
    {
        var sum = 0.0;
        foreach (var s in layers)
        {
            sum += 1 / (s * s);
        }
        var product = Product(layers);
        return product * product * sum;
    }
}
