namespace Dlnx.Maps;

/// <summary>
/// The global minimum of ½(∏s_ℓ − σ)² that gradient flow reaches from a point: z_ℓ = √(s_ℓ² + τ) with ∏z_ℓ = σ (B/def-3).
/// </summary>
/// <param name="Shift">τ, what the flow adds to every squared layer</param>
/// <param name="Layers">z, positive, product σ</param>
/// <param name="Sharpness">ψ = σ²Σz_ℓ^(−2), the gradient-flow-solution (GFS) sharpness of the point</param>
public sealed record FlowMinimum(double Shift, double[] Layers, double Sharpness)
{
    /// <summary>The end of the gradient flow that starts at the given layers.</summary>
    /// <param name="layers">s, at least one; positive, except that one of them may be 0</param>
    /// <param name="sigma">σ, positive</param>
    /// <exception cref="ArgumentException">a layer is negative, or two are 0, where the flow need not reach a minimum</exception>
    public static FlowMinimum From(ReadOnlySpan<double> layers, double sigma)
    {
        MapDomain.Positive(sigma, nameof(sigma));
        var smallest = Smallest(layers);
        var z = new double[layers.Length];
        for (var i = 0; i < z.Length; i++)
        {
            z[i] = (layers[i] - smallest) * (layers[i] + smallest);
        }
        var w = Math.Exp(ConservedGaps.LogSmallestSquare(z, sigma));
        var sum = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            var square = w + z[i];
            z[i] = Math.Sqrt(square);
            sum += 1 / square;
        }
        return new(w - (smallest * smallest), z, sigma * sigma * sum);
    }

    private static double Smallest(ReadOnlySpan<double> layers)
    {
        var (smallest, zeros) = (double.PositiveInfinity, 0);
        foreach (var s in layers)
        {
            zeros += s == 0 ? 1 : 0;
            smallest = Math.Min(smallest, s);
        }
        if (!(smallest >= 0) || zeros > 1 || layers.IsEmpty)
        {
            var found = string.Join(", ", layers.ToArray());
            throw new ArgumentException(
                $"The layers must be positive, at most one of them 0; they are ({found}).",
                nameof(layers)
            );
        }
        return smallest;
    }
}
