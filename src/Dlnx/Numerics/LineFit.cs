using MathNet.Numerics;

namespace Dlnx.Numerics;

/// <summary>A straight line y = intercept + slope·x by ordinary least squares.</summary>
/// <param name="Slope">the slope</param>
/// <param name="Intercept">y at x = 0</param>
/// <param name="SlopeError">the slope's standard error; 0 for two points</param>
/// <param name="Points">how many points were fitted</param>
/// <param name="Low">the smallest x</param>
/// <param name="High">the largest x</param>
public sealed record LineFit(double Slope, double Intercept, double SlopeError, int Points, double Low, double High)
{
    /// <summary>Fits a line.</summary>
    /// <param name="xs">at least two different positions</param>
    /// <param name="ys">as many values</param>
    /// <exception cref="ArgumentException">the counts differ, or there are fewer than two different positions</exception>
    public static LineFit Of(IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(ys);
        if (xs.Count != ys.Count || xs.Distinct().Count() < 2)
        {
            throw new ArgumentException(
                $"A line needs at least two different positions with a value each; found {xs.Count} positions and "
                    + $"{ys.Count} values.",
                nameof(xs)
            );
        }

        var (intercept, slope) = Fit.Line([.. xs], [.. ys]);
        var mean = xs.Average();
        var spread = xs.Sum(x => (x - mean) * (x - mean));
        var residual = xs.Zip(ys, (x, y) => y - intercept - (slope * x)).Sum(r => r * r);
        var error = xs.Count > 2 ? Math.Sqrt(residual / (xs.Count - 2) / spread) : 0;
        return new(slope, intercept, error, xs.Count, xs.Min(), xs.Max());
    }

    /// <summary>Fits y = c·x^slope: a line through the logarithms. The window is in the logarithm of x.</summary>
    /// <param name="xs">positive positions</param>
    /// <param name="ys">as many positive values</param>
    /// <exception cref="ArgumentException">as for <see cref="Of"/>, or a number that is not positive</exception>
    public static LineFit PowerLaw(IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(ys);
        if (!xs.Concat(ys).All(value => value > 0))
            throw new ArgumentException("A power law is fitted to positive numbers.", nameof(ys));
        return Of([.. xs.Select(x => Math.Log(x))], [.. ys.Select(y => Math.Log(y))]);
    }

    /// <summary>The slopes of the logarithms between neighbouring points.</summary>
    /// <param name="xs">positive positions, neighbours different</param>
    /// <param name="ys">as many positive values</param>
    public static double[] LocalSlopes(IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(ys);
        return
        [
            .. Enumerable.Range(0, xs.Count - 1).Select(i => Math.Log(ys[i + 1] / ys[i]) / Math.Log(xs[i + 1] / xs[i])),
        ];
    }
}
