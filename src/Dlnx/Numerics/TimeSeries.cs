namespace Dlnx.Numerics;

/// <summary>Measures of how a sequence of numbers moves from step to step.</summary>
public static class TimeSeries
{
    /// <summary>x_{t+1} − x_t, one fewer than there are numbers.</summary>
    /// <param name="values">at least one</param>
    /// <exception cref="ArgumentException">there are none</exception>
    public static double[] Differences(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("Differences need at least one number.", nameof(values));
        var differences = new double[values.Length - 1];
        for (var t = 0; t < differences.Length; t++)
            differences[t] = values[t + 1] - values[t];
        return differences;
    }

    /// <summary>x_{t+2} − 2x_{t+1} + x_t: a trend drops out and an alternation stays.</summary>
    /// <param name="values">at least two</param>
    /// <exception cref="ArgumentException">there are fewer</exception>
    public static double[] SecondDifferences(ReadOnlySpan<double> values) => Differences(Differences(values));

    /// <summary>Σ_t d_t·d_{t+p} / Σ_t d_t², without subtracting a mean; NaN for a sequence of zeros.</summary>
    /// <param name="values">d</param>
    /// <param name="lag">p, 0 to the number of values</param>
    /// <exception cref="ArgumentOutOfRangeException">the lag is out of its range</exception>
    public static double Autocorrelation(ReadOnlySpan<double> values, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lag, values.Length);
        var (product, square) = (0.0, 0.0);
        for (var t = 0; t < values.Length; t++)
        {
            square += values[t] * values[t];
            if (t + lag < values.Length)
                product += values[t] * values[t + lag];
        }

        return product / square;
    }

    /// <summary>
    /// The largest x_t − min(x_{t−w}, …, x_{t−1}) over all t ≥ w: how far a sequence jumps up within a window. Not positive
    /// where it only falls; NaN as soon as a number is.
    /// </summary>
    /// <param name="values">more than w</param>
    /// <param name="window">w ≥ 1</param>
    /// <exception cref="ArgumentException">the window is not shorter than the sequence, or below 1</exception>
    public static double LargestRise(ReadOnlySpan<double> values, int window)
    {
        if (window < 1 || values.Length <= window)
            throw new ArgumentException(
                $"A rise within a window of {window} steps needs more numbers than that, and a window of at least 1; "
                    + $"found {values.Length} numbers.",
                nameof(window)
            );
        var largest = double.NegativeInfinity;
        for (var t = window; t < values.Length; t++)
        {
            var lowest = values[t - 1];
            for (var s = t - window; s < t - 1; s++)
                lowest = Math.Min(lowest, values[s]);
            largest = Math.Max(largest, values[t] - lowest);
        }

        return largest;
    }
}
