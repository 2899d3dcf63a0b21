namespace Dlnx.Flatness;

/// <summary>Δ linear between equally spaced knots and linear beyond them with the slopes of the outermost segments.</summary>
public sealed class PiecewiseLinearStep : StepLaw
{
    private readonly double first;
    private readonly double spacing;
    private readonly double[] values;
    private readonly double[] slopes;

    /// <summary>A law from its slopes.</summary>
    /// <param name="lower">left end of the first segment</param>
    /// <param name="upper">right end of the last segment, above <paramref name="lower"/></param>
    /// <param name="atLower">Δ at the left end</param>
    /// <param name="slopes">slope of each of the equally long segments, from the left, at least one</param>
    /// <exception cref="ArgumentException">no segments, or an empty interval</exception>
    public PiecewiseLinearStep(double lower, double upper, double atLower, IReadOnlyList<double> slopes)
    {
        ArgumentNullException.ThrowIfNull(slopes);
        if (slopes.Count == 0 || !(upper > lower))
            throw new ArgumentException(
                $"{slopes.Count} segments on [{lower:R}, {upper:R}]; give at least one on a proper interval."
            );
        (first, spacing, this.slopes) = (lower, (upper - lower) / slopes.Count, [.. slopes]);
        values = new double[slopes.Count];
        values[0] = atLower;
        for (var i = 1; i < values.Length; i++)
            values[i] = values[i - 1] + (slopes[i - 1] * spacing);
    }

    /// <inheritdoc/>
    public override double Lipschitz => slopes.Max(Math.Abs);

    /// <inheritdoc/>
    public override double At(double x)
    {
        var i = Segment(x);
        return values[i] + (slopes[i] * (x - (first + (i * spacing))));
    }

    /// <inheritdoc/>
    public override double Slope(double x) => slopes[Segment(x)];

    /// <summary>Infimum of Δ′ over an interval.</summary>
    public double SmallestSlope(StateHull hull) => slopes[Segment(hull.Lower)..(Segment(hull.Upper) + 1)].Min();

    private int Segment(double x) => (int)Math.Clamp(Math.Floor((x - first) / spacing), 0, slopes.Length - 1);
}
