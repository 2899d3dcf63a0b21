namespace Dlnx.Numerics;

/// <summary>Lambert's W, principal branch: the w ≥ −1 with w·eʷ = x. By Halley's iteration.</summary>
public static class LambertW
{
    // e to 106 bits: near the branch point −1/e the digits of 1 + e·x decide.
    private const double E = Math.E;
    private const double ERest = 1.4456468917292502e-16;

    // Below this the series about the branch point has all digits, and the iteration would divide by almost 0.
    private const double SeriesRadius = 0.03;

    // Coefficients of pⁿ, n = 1 … 8, in W = −1 + p − p²/3 + …, p = √(2(1 + e·x)) (Corless et al. 1996, eq. 4.22).
    private static readonly double[] BranchSeries =
    [
        1,
        -1.0 / 3,
        11.0 / 72,
        -43.0 / 540,
        769.0 / 17280,
        -221.0 / 8505,
        680863.0 / 43545600,
        -1963.0 / 204120,
    ];

    /// <summary>W(x) to a few units in the last place; near −1/e, to 2⁻⁵²/(1 + W).</summary>
    /// <param name="x">finite and at least −1/e</param>
    /// <exception cref="ArgumentOutOfRangeException">x below −1/e or not finite</exception>
    public static double Principal(double x)
    {
        if (!double.IsFinite(x) || x < -1 / E)
        {
            throw new ArgumentOutOfRangeException(
                nameof(x),
                x,
                $"W is real on the principal branch for finite x ≥ −1/e = {-1 / E:R}; x is {x:R}."
            );
        }
        var p = Math.Sqrt(Math.Max(0, 2 * (Math.FusedMultiplyAdd(E, x, 1) + (ERest * x))));
        if (p < SeriesRadius)
        {
            return -1 + Series(p);
        }
        var w = x < 1 ? -1 + (p / (1 + (p / 3))) : Math.Log(x) - Math.Log(1 + Math.Max(0, Math.Log(x)));
        // Halley's step has order three: from these starts four steps reach the last bits.
        for (var i = 0; i < 8; i++)
        {
            var power = Math.Exp(w);
            var excess = (w * power) - x;
            var step = excess / ((power * (w + 1)) - ((w + 2) * excess / (2 * (w + 1))));
            w -= step;
            if (Math.Abs(step) <= 1e-15 * Math.Abs(w))
            {
                break;
            }
        }
        return w;
    }

    /// <summary>W(x) to about 30 digits, for positive x.</summary>
    /// <param name="x">positive</param>
    /// <exception cref="ArgumentOutOfRangeException">x is not positive</exception>
    public static DoubleDouble Principal(DoubleDouble x)
    {
        // Newton's step on w + ln w = ln x from a double doubles the digits.
        DoubleDouble w = Principal(x.High);
        return w - ((w + DoubleDouble.Log(w / x)) * w / (w + 1));
    }

    private static double Series(double p)
    {
        var sum = 0.0;
        for (var n = BranchSeries.Length - 1; n >= 0; n--)
        {
            sum = (sum + BranchSeries[n]) * p;
        }
        return sum;
    }
}
