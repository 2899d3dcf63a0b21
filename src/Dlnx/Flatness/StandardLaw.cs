using MathNet.Numerics.Distributions;

namespace Dlnx.Flatness;

/// <summary>A law that the mathematics library knows, moved by a shift, with its score f′/f written out.</summary>
public sealed class StandardLaw : InitialLaw
{
    private readonly IContinuousDistribution distribution;
    private readonly Func<double, double> quantile;
    private readonly Func<double, double> score;
    private readonly double shift;

    private StandardLaw(
        IContinuousDistribution distribution,
        Func<double, double> quantile,
        Func<double, double> score,
        double shift = 0
    )
    {
        this.distribution = distribution;
        this.quantile = quantile;
        this.score = score;
        this.shift = shift;
    }

    /// <inheritdoc/>
    public override double Mode => distribution.Mode + shift;

    /// <inheritdoc/>
    public override double Mean => distribution.Mean + shift;

    /// <inheritdoc/>
    public override double Lower => distribution.Minimum + shift;

    /// <inheritdoc/>
    public override double Upper => distribution.Maximum + shift;

    /// <summary>N(μ, σ²).</summary>
    /// <param name="mean">μ</param>
    /// <param name="deviation">σ &gt; 0</param>
    public static StandardLaw Normal(double mean, double deviation)
    {
        var law = new Normal(mean, Positive(deviation, nameof(deviation)));
        return new StandardLaw(law, law.InverseCumulativeDistribution, x => (mean - x) / (deviation * deviation));
    }

    /// <summary>f(x) = αx^{−1−α} on [1, ∞).</summary>
    /// <param name="exponent">α &gt; 0</param>
    public static StandardLaw Pareto(double exponent)
    {
        var law = new Pareto(1, Positive(exponent, nameof(exponent)));
        return new StandardLaw(law, p => Math.Pow(1 - p, -1 / exponent), x => -(1 + exponent) / x);
    }

    /// <summary>The gamma law x = loc + scale·G with G of the given shape.</summary>
    /// <param name="shape">&gt; 0</param>
    /// <param name="location">loc, the left end</param>
    /// <param name="scale">&gt; 0</param>
    public static StandardLaw Gamma(double shape, double location, double scale)
    {
        var law = new Gamma(Positive(shape, nameof(shape)), 1 / Positive(scale, nameof(scale)));
        return new StandardLaw(
            law,
            law.InverseCumulativeDistribution,
            x => ((shape - 1) / (x - location)) - (1 / scale),
            location
        );
    }

    /// <summary>The exponential law with its left end at loc and mean loc + scale.</summary>
    /// <param name="location">loc</param>
    /// <param name="scale">&gt; 0</param>
    public static StandardLaw Exponential(double location, double scale)
    {
        var law = new Exponential(1 / Positive(scale, nameof(scale)));
        return new StandardLaw(law, law.InverseCumulativeDistribution, _ => -1 / scale, location);
    }

    /// <inheritdoc/>
    public override double Density(double x) => x < Lower ? 0 : distribution.Density(x - shift);

    /// <inheritdoc/>
    public override double Cumulative(double x) => x <= Lower ? 0 : distribution.CumulativeDistribution(x - shift);

    /// <inheritdoc/>
    public override double Quantile(double probability) => quantile(Probability.Require(probability)) + shift;

    /// <inheritdoc/>
    public override double LogDensitySlope(double x) => score(x);

    private static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"The {name} of a law must be a positive number.");
}
