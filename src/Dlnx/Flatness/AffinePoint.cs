using Dlnx.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Dlnx.Flatness;

/// <summary>
/// The law of u_t for Δ(u) = m·u from u_0 = 1: u_t = (1 + m)^k(1 − m)^{t−k} with k ~ Bin(t, ½), in closed form (Section 5.4).
/// </summary>
public sealed class AffinePoint
{
    private readonly double logUp;
    private readonly double logDown;

    /// <summary>The law.</summary>
    /// <param name="m">slope, in (0, 1)</param>
    /// <param name="steps">t ≥ 0</param>
    /// <exception cref="ArgumentException">a value is out of range</exception>
    public AffinePoint(double m, int steps)
    {
        if (!(m is > 0 and < 1) || steps < 0)
            throw new ArgumentException($"The slope is {m:R} and t is {steps}; they lie in (0, 1) and [0, ∞).");
        (M, Steps) = (m, steps);
        (logUp, logDown) = (SpecialFunctions.Log1p(m), SpecialFunctions.Log1p(-m));
    }

    /// <summary>m.</summary>
    public double M { get; }

    /// <summary>t.</summary>
    public int Steps { get; }

    /// <summary>γ = −ln(1 − m)/ln((1 + m)/(1 − m)) &gt; ½: u_t &lt; u_0 exactly when k &lt; tγ.</summary>
    public double Threshold => -logDown / (logUp - logDown);

    /// <summary>P(u_t &lt; u_0) = P(k &lt; tγ).</summary>
    public double ProbabilityBelow => Steps == 0 ? 0 : Binomial.CDF(0.5, Steps, Math.Ceiling(Steps * Threshold) - 1);

    /// <summary>(1 − m²)^{t/2}, the median at even t; at odd t the geometric middle of the two.</summary>
    public double Median => Math.Exp(Steps * LogDrift);

    /// <summary>½ln(1 − m²), the mean of ln u_t per step.</summary>
    public double LogDrift => 0.5 * (logUp + logDown);

    /// <summary>(1 + m²)^t − 1.</summary>
    public double Variance => ExponentialMinusOne.At(Steps * SpecialFunctions.Log1p(M * M));

    /// <summary>((1 + 3m²)^t − 3(1 + m²)^t + 2)/((1 + m²)^t − 1)^{3/2}; not a number at t = 0.</summary>
    // The numerator is V²(V + 3) + (1 + V)³w with V the variance and 1 + w = ((1 + 3m²)/(1 + m²)³)^t: no cancellation.
    public double Skewness
    {
        get
        {
            var (q, v) = (M * M, Variance);
            var w = ExponentialMinusOne.At(Steps * SpecialFunctions.Log1p(-q * q * (3 + q) / Math.Pow(1 + q, 3)));
            return ((v * v * (v + 3)) + (Math.Pow(1 + v, 3) * w)) / Math.Pow(v, 1.5);
        }
    }

    /// <summary>The value of u_t after k steps up, k from 0 to t.</summary>
    public double Value(int k) => Math.Exp(LogValue(k));

    /// <summary>Its logarithm, which stays finite where the value is too small for a double.</summary>
    public double LogValue(int k) => (k * logUp) + ((Steps - k) * logDown);

    /// <summary>E g(u_t), summed over the t + 1 values.</summary>
    public double Expectation(Func<double, double> g)
    {
        ArgumentNullException.ThrowIfNull(g);
        return Enumerable.Range(0, Steps + 1).Sum(k => Binomial.PMF(0.5, Steps, k) * g(Value(k)));
    }
}
