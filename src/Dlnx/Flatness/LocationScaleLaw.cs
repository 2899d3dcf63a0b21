namespace Dlnx.Flatness;

/// <summary>A law with closed forms, x = loc + scale·Z: right or left Gumbel, logistic, raised cosine, Laplace.</summary>
public sealed class LocationScaleLaw : InitialLaw
{
    private readonly StandardForm form;
    private readonly double location;
    private readonly double scale;

    private LocationScaleLaw(StandardForm form, double location, double scale)
    {
        if (!(scale > 0 && double.IsFinite(scale)))
            throw new ArgumentOutOfRangeException(
                nameof(scale),
                scale,
                "The scale of a law must be a positive number."
            );
        this.form = form;
        this.location = location;
        this.scale = scale;
    }

    /// <inheritdoc/>
    public override double Mode => location;

    /// <inheritdoc/>
    public override double Mean => location + (scale * form.Mean);

    /// <inheritdoc/>
    public override double Lower => location - (scale * form.HalfWidth);

    /// <inheritdoc/>
    public override double Upper => location + (scale * form.HalfWidth);

    /// <summary>The Gumbel law of a maximum: a long right tail.</summary>
    public static LocationScaleLaw Gumbel(double location, double scale) => new(StandardForm.Gumbel, location, scale);

    /// <summary>The Gumbel law of a minimum: a long left tail.</summary>
    public static LocationScaleLaw LeftGumbel(double location, double scale) =>
        new(StandardForm.LeftGumbel, location, scale);

    /// <summary>F = σ((x − loc)/scale).</summary>
    public static LocationScaleLaw Logistic(double location, double scale) =>
        new(StandardForm.Logistic, location, scale);

    /// <summary>f = (1 + cos(π(x − loc)/scale))/(2·scale) on loc ± scale.</summary>
    public static LocationScaleLaw RaisedCosine(double location, double scale) =>
        new(StandardForm.RaisedCosine, location, scale);

    /// <summary>f = e^{−|x − loc|/scale}/(2·scale).</summary>
    public static LocationScaleLaw Laplace(double location, double scale) => new(StandardForm.Laplace, location, scale);

    /// <inheritdoc/>
    public override double Density(double x) => form.Density((x - location) / scale) / scale;

    /// <inheritdoc/>
    public override double Cumulative(double x) => form.Cumulative((x - location) / scale);

    /// <inheritdoc/>
    public override double Quantile(double probability) =>
        location + (scale * form.Quantile(Probability.Require(probability)));

    /// <inheritdoc/>
    public override double LogDensitySlope(double x) => form.Score((x - location) / scale) / scale;
}
