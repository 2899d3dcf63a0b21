namespace Dlnx.Verify.Results;

/// <summary>What a deviation is measured against.</summary>
public enum Scale
{
    /// <summary>|measured − predicted|.</summary>
    Absolute,

    /// <summary>|measured − predicted| / |predicted|.</summary>
    Relative,

    /// <summary>|measured − predicted| / max(1, |predicted|).</summary>
    Mixed,
}

/// <summary>The largest deviation that counts as agreement, on a scale.</summary>
/// <param name="Value">The largest deviation; positive, or 0 for equality to the last bit.</param>
/// <param name="Scale">What the deviation is measured against.</param>
public readonly record struct Tolerance(double Value, Scale Scale)
{
    /// <summary>A tolerance on |measured − predicted|.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or not a number.</exception>
    public static Tolerance Absolute(double value) => new(Usable(value), Scale.Absolute);

    /// <summary>A tolerance on |measured − predicted| / |predicted|.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or not a number.</exception>
    public static Tolerance Relative(double value) => new(Usable(value), Scale.Relative);

    /// <summary>A tolerance on |measured − predicted| / max(1, |predicted|).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or not a number.</exception>
    public static Tolerance Mixed(double value) => new(Usable(value), Scale.Mixed);

    /// <summary>The deviation of two numbers on this scale; infinite when exactly one is not a number.</summary>
    public double Deviation(double measured, double predicted)
    {
        if (measured.Equals(predicted))
            return 0;
        var distance = Math.Abs(measured - predicted) / Unit(predicted);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    /// <summary>Whether a deviation is within the tolerance.</summary>
    public bool Allows(double deviation) => deviation <= Value;

    /// <summary>1 − deviation/tolerance; at tolerance 0 it is 1 for equality and −∞ otherwise.</summary>
    public double Margin(double deviation) =>
        deviation == 0 ? 1
        : Value == 0 ? double.NegativeInfinity
        : 1 - (deviation / Value);

    /// <summary>
    /// The smallest relative change of the prediction that the comparison would notice, whichever way the change
    /// goes: half the width of the accepted interval that is left on the side of the deviation.
    /// </summary>
    public double? Resolution(double deviation, double predicted) =>
        predicted == 0 || !double.IsFinite(predicted)
            ? null
            : Math.Max(0, Value - deviation) * Unit(predicted) / Math.Abs(predicted);

    /// <summary>“1e-9 relative”.</summary>
    public override string ToString() => $"{Value:R} {Scale.ToString().ToLowerInvariant()}";

    private static double Usable(double value) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value),
                $"The tolerance is {value:R}; it must be a finite number, 0 or larger."
            );

    private double Unit(double predicted) =>
        Scale switch
        {
            Scale.Relative => Math.Abs(predicted),
            Scale.Mixed => Math.Max(1, Math.Abs(predicted)),
            _ => 1,
        };
}
