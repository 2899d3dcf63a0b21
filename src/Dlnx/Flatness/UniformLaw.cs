namespace Dlnx.Flatness;

/// <summary>The uniform law on an interval; its mode is the left end, as every point is one.</summary>
public sealed class UniformLaw : InitialLaw
{
    /// <summary>Sets the ends.</summary>
    /// <param name="lower">left end</param>
    /// <param name="upper">right end, above the left one</param>
    /// <exception cref="ArgumentException">the ends are not in order</exception>
    public UniformLaw(double lower, double upper)
    {
        if (!(lower < upper && double.IsFinite(upper - lower)))
            throw new ArgumentException($"A uniform law needs lower < upper; found {lower}, {upper}.");
        (Lower, Upper) = (lower, upper);
    }

    /// <inheritdoc/>
    public override double Lower { get; }

    /// <inheritdoc/>
    public override double Upper { get; }

    /// <inheritdoc/>
    public override double Mode => Lower;

    /// <inheritdoc/>
    public override double Mean => (Lower + Upper) / 2;

    /// <inheritdoc/>
    public override double Density(double x) => x < Lower || x > Upper ? 0 : 1 / (Upper - Lower);

    /// <inheritdoc/>
    public override double Cumulative(double x) => Math.Clamp((x - Lower) / (Upper - Lower), 0, 1);

    /// <inheritdoc/>
    public override double Quantile(double probability) => Lower + (Probability.Require(probability) * (Upper - Lower));

    /// <inheritdoc/>
    public override double LogDensitySlope(double x) => 0;
}
