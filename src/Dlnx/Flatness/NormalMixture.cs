using MathNet.Numerics.RootFinding;

namespace Dlnx.Flatness;

/// <summary>A mixture of normal laws Σ w_kN(μ_k, σ_k²).</summary>
public sealed class NormalMixture : InitialLaw
{
    private readonly double[] weights;
    private readonly StandardLaw[] parts;

    /// <summary>Sets the parts.</summary>
    /// <param name="weights">w_k &gt; 0; they are divided by their sum</param>
    /// <param name="means">μ_k, as many</param>
    /// <param name="deviations">σ_k &gt; 0, as many</param>
    /// <exception cref="ArgumentException">a weight or a deviation is not positive, or the numbers of parts differ</exception>
    public NormalMixture(ReadOnlySpan<double> weights, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        if (weights.IsEmpty || weights.Length != means.Length || weights.Length != deviations.Length)
            throw new ArgumentException("A mixture needs one weight, mean and deviation for each of its parts.");
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum +=
                weight > 0
                    ? weight
                    : throw new ArgumentException(
                        $"The weight {weight} of a mixture must be positive.",
                        nameof(weights)
                    );
        }

        this.weights = [.. weights.ToArray().Select(weight => weight / sum)];
        parts = new StandardLaw[weights.Length];
        for (var k = 0; k < parts.Length; k++)
            parts[k] = StandardLaw.Normal(means[k], deviations[k]);
    }

    /// <inheritdoc/>
    public override double Mean => parts.Zip(weights, (part, weight) => weight * part.Mean).Sum();

    /// <inheritdoc/>
    // A mixture of normals has its peaks near its means and no more peaks than parts: refine from each mean uphill.
    public override double Mode =>
        parts.Select(part => Peak(part.Mean)).OrderByDescending(Density).ThenBy(x => x).First();

    /// <inheritdoc/>
    public override double Density(double x) => Sum(part => part.Density(x));

    /// <inheritdoc/>
    public override double Cumulative(double x) => Sum(part => part.Cumulative(x));

    /// <inheritdoc/>
    public override double Quantile(double probability)
    {
        Probability.Require(probability);
        // The quantile of a mixture lies between the smallest and the largest quantile of its parts.
        var ends = parts.Select(part => part.Quantile(probability)).ToArray();
        var (low, high) = (ends.Min(), ends.Max());
        return low == high
            ? low
            : Brent.FindRoot(x => Cumulative(x) - probability, low - 1e-9, high + 1e-9, 1e-15, 200);
    }

    /// <inheritdoc/>
    public override double LogDensitySlope(double x) =>
        Sum(part => part.Density(x) * part.LogDensitySlope(x)) / Density(x);

    /// <summary>The fixed point of the mean shift x ↦ Σω_kμ_k/σ_k² / Σω_k/σ_k², ω_k = w_kf_k(x), which climbs the density.</summary>
    private double Peak(double start)
    {
        var x = start;
        for (var step = 0; step < 10_000; step++)
        {
            // f′ = Σω_k(μ_k − x)/σ_k²; at x + 1 the same sum is smaller by Σω_k/σ_k².
            var slope = Sum(part => part.Density(x) * part.LogDensitySlope(x));
            var curvature = -Sum(part => part.Density(x) * (part.LogDensitySlope(x + 1) - part.LogDensitySlope(x)));
            var next = x + (slope / curvature);
            if (Math.Abs(next - x) <= 1e-15 * (1 + Math.Abs(x)))
                return next;
            x = next;
        }

        return x;
    }

    private double Sum(Func<StandardLaw, double> value)
    {
        var sum = 0.0;
        for (var k = 0; k < parts.Length; k++)
            sum += weights[k] * value(parts[k]);
        return sum;
    }
}
