namespace Dlnx.Flatness;

/// <summary>x₀ is one number with certainty; there is no density, so <see cref="Density"/> is 0 or +∞.</summary>
/// <param name="position">the number</param>
public sealed class PointLaw(double position) : InitialLaw
{
    /// <inheritdoc/>
    public override double Lower => position;

    /// <inheritdoc/>
    public override double Upper => position;

    /// <inheritdoc/>
    public override double Mode => position;

    /// <inheritdoc/>
    public override double Mean => position;

    /// <inheritdoc/>
    public override double Density(double x) => x == position ? double.PositiveInfinity : 0;

    /// <inheritdoc/>
    public override double Cumulative(double x) => x < position ? 0 : 1;

    /// <inheritdoc/>
    public override double Quantile(double probability) => position + (0 * Probability.Require(probability));

    /// <inheritdoc/>
    public override double LogDensitySlope(double x) => double.NaN;
}
