namespace Dlnx.Escape;

/// <summary>The first Taylor coefficients at 0 of the built-in activations.</summary>
internal static class TaylorSeries
{
    /// <summary>How many are tabulated: enough to sum the deficits to rounding below their switch points.</summary>
    public const int Count = 24;

    /// <summary>tanh, from t′ = 1 − t².</summary>
    public static double[] Tanh()
    {
        var c = new double[Count];
        for (var k = 0; k + 1 < Count; k++)
            c[k + 1] = ((k == 0 ? 1 : 0) - SquareCoefficient(c, k)) / (k + 1);
        return c;
    }

    /// <summary>The logistic function σ, from σ′ = σ − σ².</summary>
    public static double[] Sigmoid()
    {
        var c = new double[Count];
        c[0] = 0.5;
        for (var k = 0; k + 1 < Count; k++)
        {
            // σ − ½ is odd; rounding would leave traces in the even coefficients.
            c[k + 1] = k % 2 == 0 ? (c[k] - SquareCoefficient(c, k)) / (k + 1) : 0;
        }
        return c;
    }

    /// <summary>xσ(x).</summary>
    public static double[] Swish() => [0, .. Sigmoid()[..^1]];

    /// <summary>ln(1 + eˣ), whose derivative is σ.</summary>
    public static double[] Softplus() => [Math.Log(2), .. Sigmoid()[..^1].Select((c, k) => c / (k + 1))];

    /// <summary>sin.</summary>
    public static double[] Sine()
    {
        var c = new double[Count];
        c[1] = 1;
        for (var k = 3; k < Count; k += 2)
            c[k] = -c[k - 2] / (k * (k - 1));
        return c;
    }

    /// <summary>erf: 2/√π Σ(−1)ⁿx^{2n+1}/(n!(2n+1)).</summary>
    public static double[] Erf()
    {
        var c = new double[Count];
        var term = 2 / Math.Sqrt(Math.PI);
        for (var n = 0; (2 * n) + 1 < Count; n++)
        {
            c[(2 * n) + 1] = term / ((2 * n) + 1);
            term /= -(n + 1);
        }
        return c;
    }

    /// <summary>xΦ(x) = x/2 + (x/2)erf(x/√2).</summary>
    public static double[] Gelu()
    {
        var erf = Erf();
        return [0, 0.5, .. erf.Skip(1).Take(Count - 2).Select((c, i) => c / 2 * Math.Pow(2, -(i + 1) / 2.0))];
    }

    private static double SquareCoefficient(double[] c, int k)
    {
        var sum = 0.0;
        for (var j = 0; j <= k; j++)
            sum += c[j] * c[k - j];
        return sum;
    }
}
