namespace Dlnx.Maps;

/// <summary>
/// The period of a sequence: the smallest p in {1, 2, 4, 8, 16} with max |v(t+p) − v(t)| ≤ 1e-6·max(1, max|v|) over the
/// last 64 values (Section 0 of catalogue B).
/// </summary>
public static class PeriodDetector
{
    /// <summary>The number of values at the end of a sequence that decide its period.</summary>
    public const int Window = 64;

    /// <summary>The code of a sequence without a period up to 16.</summary>
    public const int None = 0;

    /// <summary>The code of a sequence with a value that is not finite in its window.</summary>
    public const int NotFinite = -1;

    private const int Longest = 16;
    private const double Tolerance = 1e-6;

    /// <summary>1, 2, 4, 8 or 16; <see cref="None"/> or <see cref="NotFinite"/>.</summary>
    /// <param name="tail">at least 64 values, of which the last 64 count</param>
    /// <exception cref="ArgumentException">fewer than 64 values</exception>
    public static int Period(ReadOnlySpan<double> tail)
    {
        if (tail.Length < Window)
        {
            throw new ArgumentException(
                $"The period is decided by the last {Window} values; there are {tail.Length}. Keep more iterates.",
                nameof(tail)
            );
        }
        var window = tail[^Window..];
        var scale = 1.0;
        foreach (var value in window)
        {
            if (!double.IsFinite(value))
            {
                return NotFinite;
            }
            scale = Math.Max(scale, Math.Abs(value));
        }
        for (var period = 1; period <= Longest; period *= 2)
        {
            if (Repeats(window, period, Tolerance * scale))
            {
                return period;
            }
        }
        return None;
    }

    private static bool Repeats(ReadOnlySpan<double> window, int period, double tolerance)
    {
        for (var t = 0; t + period < window.Length; t++)
        {
            if (Math.Abs(window[t + period] - window[t]) > tolerance)
            {
                return false;
            }
        }
        return true;
    }
}
