using Dlnx.Maps;

namespace Dlnx.Landscapes;

/// <summary>Where gradient descent on a <see cref="PowerPair"/> ends, by coordinate (quantity B/depth4).</summary>
/// <param name="X">the last values of x, one per step</param>
/// <param name="Y">the last values of y, one per step</param>
public sealed record PowerPairRun(double[] X, double[] Y)
{
    /// <summary>The number of values kept.</summary>
    public const int Kept = 100;

    /// <summary>The period of x, by <see cref="PeriodDetector.Period"/>.</summary>
    public int PeriodX => PeriodDetector.Period(X);

    /// <summary>The period of y, by <see cref="PeriodDetector.Period"/>.</summary>
    public int PeriodY => PeriodDetector.Period(Y);

    /// <summary>Runs gradient descent.</summary>
    /// <param name="landscape">f</param>
    /// <param name="start">(x, y) before the first step</param>
    /// <param name="learningRate">η</param>
    /// <param name="steps">at least 99, so that 100 values exist</param>
    public static PowerPairRun Of(PowerPair landscape, PlanePoint start, double learningRate, int steps)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        MapDomain.AtLeast(steps, Kept - 1, nameof(steps));
        var point = start;
        for (var t = 0; t <= steps - Kept; t++)
        {
            point = landscape.Descend(point, learningRate);
        }
        var tail = landscape.Path(point, learningRate, Kept - 1);
        return new([.. tail.Select(p => p.X)], [.. tail.Select(p => p.Y)]);
    }
}
