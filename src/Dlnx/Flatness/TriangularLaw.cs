namespace Dlnx.Flatness;

/// <summary>The law with a density that rises linearly from its left end to a peak and falls linearly to its right end.</summary>
public sealed class TriangularLaw : InitialLaw
{
    private readonly double left;
    private readonly double right;

    /// <summary>Sets ends and peak.</summary>
    /// <param name="lower">left end</param>
    /// <param name="peak">mode; may equal an end</param>
    /// <param name="upper">right end, above the left one</param>
    /// <exception cref="ArgumentException">the three are not in order</exception>
    public TriangularLaw(double lower, double peak, double upper)
    {
        if (!(lower <= peak && peak <= upper && lower < upper && double.IsFinite(upper - lower)))
        {
            throw new ArgumentException(
                $"A triangular law needs lower ≤ peak ≤ upper and lower < upper; found {lower}, {peak}, {upper}."
            );
        }

        (Lower, Mode, Upper) = (lower, peak, upper);
        left = (upper - lower) * (peak - lower);
        right = (upper - lower) * (upper - peak);
    }

    /// <inheritdoc/>
    public override double Lower { get; }

    /// <inheritdoc/>
    public override double Upper { get; }

    /// <inheritdoc/>
    public override double Mode { get; }

    /// <inheritdoc/>
    public override double Mean => (Lower + Mode + Upper) / 3;

    /// <inheritdoc/>
    public override double Density(double x) =>
        x < Lower || x > Upper ? 0
        : x < Mode ? 2 * (x - Lower) / left
        : x > Mode ? 2 * (Upper - x) / right
        : 2 / (Upper - Lower);

    /// <inheritdoc/>
    public override double Cumulative(double x) =>
        x <= Lower ? 0
        : x >= Upper ? 1
        : x <= Mode ? (x - Lower) * (x - Lower) / left
        : 1 - ((Upper - x) * (Upper - x) / right);

    /// <inheritdoc/>
    public override double Quantile(double probability)
    {
        var rising = (Mode - Lower) / (Upper - Lower);
        return Probability.Require(probability) <= rising
            ? Lower + Math.Sqrt(probability * left)
            : Upper - Math.Sqrt((1 - probability) * right);
    }

    /// <inheritdoc/>
    public override double LogDensitySlope(double x) => x < Mode ? 1 / (x - Lower) : -1 / (Upper - x);
}
