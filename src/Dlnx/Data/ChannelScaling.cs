using Dlnx.Networks;

namespace Dlnx.Data;

/// <summary>Mean and population standard deviation of each channel over a whole training set; other sets use the same constants.</summary>
public sealed record ChannelScaling
{
    private ChannelScaling(FeatureShape shape, double[] means, double[] deviations)
    {
        Shape = shape;
        Means = means;
        Deviations = deviations;
    }

    /// <summary>The shape of the images it applies to.</summary>
    public FeatureShape Shape { get; }

    /// <summary>Mean of each channel.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>Population standard deviation of each channel.</summary>
    public IReadOnlyList<double> Deviations { get; }

    /// <summary>The constants of a training set.</summary>
    /// <param name="values">images × channels × height × width numbers</param>
    /// <param name="shape">the shape of an image</param>
    /// <exception cref="ArgumentException">the numbers are no whole images, there are none, or a channel is constant</exception>
    public static ChannelScaling Of(ReadOnlySpan<double> values, FeatureShape shape)
    {
        if (values.IsEmpty || values.Length % shape.Size != 0)
            throw new ArgumentException($"{values.Length} numbers are not one or more whole images of {shape}.");
        var plane = shape.Positions;
        var count = values.Length / shape.Channels;
        var means = new double[shape.Channels];
        // One after the other: the order in which a vectorised sum adds depends on where in memory the numbers lie.
        for (var i = 0; i < values.Length; i++)
            means[i / plane % shape.Channels] += values[i];
        for (var channel = 0; channel < means.Length; channel++)
            means[channel] /= count;
        var deviations = new double[shape.Channels];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i / plane % shape.Channels;
            deviations[channel] += (values[i] - means[channel]) * (values[i] - means[channel]);
        }

        for (var channel = 0; channel < deviations.Length; channel++)
            deviations[channel] = Math.Sqrt(deviations[channel] / count);
        var constant = Array.IndexOf(deviations, 0);
        return constant < 0
            ? new ChannelScaling(shape, means, deviations)
            : throw new ArgumentException($"Channel {constant} is {means[constant]} in every pixel; it has no scale.");
    }

    /// <summary>Subtracts the mean and divides by the deviation, in place.</summary>
    /// <param name="values">images × channels × height × width numbers</param>
    public void Apply(Span<double> values)
    {
        var plane = Shape.Positions;
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i / plane % Shape.Channels;
            values[i] = (values[i] - Means[channel]) / Deviations[channel];
        }
    }
}
