namespace Dlnx.Flatness;

/// <summary>A density on points at equal distances.</summary>
/// <param name="First">the first point</param>
/// <param name="Spacing">the distance of neighbours</param>
/// <param name="Values">the density at each point</param>
public sealed record SampledDensity(double First, double Spacing, double[] Values)
{
    /// <summary>The points.</summary>
    public double[] Points => [.. Enumerable.Range(0, Values.Length).Select(i => First + (Spacing * i))];

    /// <summary>The highest place, refined by a parabola.</summary>
    public double Mode => Peak.Refine(First, Spacing, Values);

    /// <summary>Local maxima above <see cref="DensityShape.Floor"/>, the two ends left out.</summary>
    public int Peaks => Peak.Count(Values, DensityShape.Floor);

    /// <summary>The first moment by the trapezoid rule, which a density that vanishes at both ends needs.</summary>
    public double Mean => Spacing * Points.Zip(Values, (x, f) => x * f).Sum();

    /// <summary>The density between points, on straight lines; the nearest end outside.</summary>
    public double At(double x)
    {
        var position = Math.Clamp((x - First) / Spacing, 0, Values.Length - 1);
        var left = Math.Min((int)position, Values.Length - 2);
        return Values[left] + ((position - left) * (Values[left + 1] - Values[left]));
    }

    /// <summary>Samples a density.</summary>
    /// <param name="density">f</param>
    /// <param name="low">the first point</param>
    /// <param name="high">the last point, above it</param>
    /// <param name="points">how many, ≥ 3</param>
    public static SampledDensity Of(Func<double, double> density, double low, double high, int points)
    {
        ArgumentNullException.ThrowIfNull(density);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 3);
        var spacing = (high - low) / (points - 1);
        return new(low, spacing, [.. Enumerable.Range(0, points).Select(i => density(low + (spacing * i)))]);
    }

    /// <summary>The density after convolution with a normal law.</summary>
    /// <param name="width">the normal law's standard deviation, &gt; 0</param>
    public SampledDensity Smoothed(double width)
    {
        var reach = (int)Math.Ceiling(6 * width / Spacing);
        double[] kernel = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(i => Weight(i * Spacing / width))];
        var sum = kernel.Sum();
        var smooth = new double[Values.Length];
        for (var i = 0; i < smooth.Length; i++)
        {
            for (var k = Math.Max(-reach, -i); k <= Math.Min(reach, Values.Length - 1 - i); k++)
                smooth[i] += Values[i + k] * kernel[k + reach] / sum;
        }
        return this with { Values = smooth };
    }

    private static double Weight(double z) => Math.Exp(-0.5 * z * z);
}
