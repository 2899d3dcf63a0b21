using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>The weights wᵢ = (1 − ρ)/N + ρ·1[i ∈ B]/|B| of successive batches.</summary>
internal sealed class BatchWeights
{
    private readonly GradientNoise noise;
    private readonly int[] order;
    private readonly double[] weights;
    private SplitMix64 draws;

    public BatchWeights(GradientNoise noise, int examples)
    {
        noise.Validate(examples);
        this.noise = noise;
        order = new int[examples];
        weights = new double[examples];
        draws = new SplitMix64(unchecked((1000003 * noise.Seed) + 17));
    }

    /// <summary>Draws a batch; N entries, overwritten by the next one.</summary>
    public ReadOnlySpan<double> Next()
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Fill(weights, (1 - noise.Strength) / weights.Length);
        for (var k = 0; k < noise.BatchSize; k++)
        {
            var chosen = k + draws.Below(order.Length - k);
            (order[k], order[chosen]) = (order[chosen], order[k]);
            weights[order[k]] += noise.Strength / noise.BatchSize;
        }

        return weights;
    }
}
