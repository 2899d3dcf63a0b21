namespace Dlnx.Flatness;

/// <summary>
/// The law of x₀ with a density f₀ of one or more peaks (D, Condition 5.7). Instances are immutable and thread safe.
/// </summary>
public abstract class InitialLaw
{
    /// <summary>f₀(x).</summary>
    public abstract double Density(double x);

    /// <summary>F₀(x) = P(x₀ ≤ x).</summary>
    public abstract double Cumulative(double x);

    /// <summary>The x with F₀(x) = p.</summary>
    /// <param name="probability">0 &lt; p &lt; 1</param>
    /// <exception cref="ArgumentOutOfRangeException">p is out of range</exception>
    public abstract double Quantile(double probability);

    /// <summary>The place of the largest density; the leftmost where there are several.</summary>
    public abstract double Mode { get; }

    /// <summary>𝔼[x₀]; +∞ where the tail is too heavy.</summary>
    public abstract double Mean { get; }

    /// <summary>f₀′(x)/f₀(x), inside the support.</summary>
    public abstract double LogDensitySlope(double x);

    /// <summary>The left end of the support, −∞ if there is none.</summary>
    public virtual double Lower => double.NegativeInfinity;

    /// <summary>The right end of the support, +∞ if there is none.</summary>
    public virtual double Upper => double.PositiveInfinity;

    /// <summary>The median.</summary>
    public double Median => Quantile(0.5);
}
