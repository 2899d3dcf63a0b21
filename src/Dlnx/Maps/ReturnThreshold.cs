using Dlnx.Numerics;
using MathNet.Numerics;

namespace Dlnx.Maps;

/// <summary>
/// The worst-case return threshold of one pathway: the step κ_L at which its largest overshoot lands exactly on zero, and
/// c_L = Lκ_L (A, Theorem 6.2). Real depth; every number to a few units in the last place.
/// </summary>
public sealed record ReturnThreshold
{
    private ReturnThreshold(double depth, double denominator)
    {
        Depth = depth;
        Denominator = denominator;
        StartPower = (denominator + depth - 1) / ((2 * depth) - 1);
        var logStart = LogStart(depth, denominator);
        var logRise = LogRise(depth, denominator);
        Start = Math.Exp(logStart / depth);
        Peak = Start * (1 + Rise);
        PeakPower = Math.Exp(logStart + (depth * logRise));
        Constant = depth / denominator * Math.Exp(logStart * ((2 / depth) - 1));
    }

    /// <summary>L, the number of layers, real.</summary>
    public double Depth { get; }

    /// <summary>c_L = η_WCR/η_on, the threshold over the step at which overshoot sets in; above 2 (81).</summary>
    public double Constant { get; }

    /// <summary>κ_L = c_L/L.</summary>
    public double Kappa => Constant / Depth;

    /// <summary>D_L = (2L−1)x − (L−1), in (0, L): the unknown that keeps all digits at any depth.</summary>
    public double Denominator { get; }

    /// <summary>u_L, the start of the largest overshoot, in (0, 1).</summary>
    public double Start { get; }

    /// <summary>x = u_L^L.</summary>
    public double StartPower { get; }

    /// <summary>δ = M_L/u_L − 1 = (1 − x)/D_L (77).</summary>
    public double Rise => (Depth - Denominator) / (((2 * Depth) - 1) * Denominator);

    /// <summary>M_L, the largest overshoot, above 1.</summary>
    public double Peak { get; }

    /// <summary>M_L^L, the largest overshoot end to end.</summary>
    public double PeakPower { get; }

    /// <summary>The threshold of a depth, the root of (80) written for D_L with logarithms.</summary>
    /// <param name="depth">L, real, 2 to 10¹²</param>
    /// <exception cref="ArgumentOutOfRangeException">depth out of range</exception>
    public static ReturnThreshold OfDepth(double depth)
    {
        MapDomain.RealDepth(depth);
        // D_L/L falls from 0.31 at L = 2 to 0.04 at L = 10¹²; the difference falls from +∞ at 0 to −∞ at L.
        return new(depth, BracketedRoot.Find(d => LogDifference(depth, d), depth / 1000, 0.9 * depth));
    }

    /// <summary>η_WCR = c_L/(Lσ^(2−2/L)), the largest return-safe learning rate (21).</summary>
    /// <param name="sigma">σ, the target value of the mode, positive</param>
    public double LearningRate(double sigma) => Constant * Onset(sigma);

    /// <summary>η_on = 1/λ^sp = 1/(Lσ^(2−2/L)), the learning rate at which overshoot sets in.</summary>
    /// <param name="sigma">σ, the target value of the mode, positive</param>
    public double Onset(double sigma) =>
        1 / (Depth * Math.Pow(MapDomain.Positive(sigma, nameof(sigma)), 2 - (2 / Depth)));

    /// <summary>The logarithm of the left side of (80) over its right side, D.</summary>
    private static double LogDifference(double depth, double d)
    {
        var logRise = LogRise(depth, d);
        var peakPowerMinusOne = ExponentialMinusOne.At(LogStart(depth, d) + (depth * logRise));
        return ((depth - 2) * logRise) + Math.Log(peakPowerMinusOne) - Math.Log(d);
    }

    // ln x, from 1 − x = (L − D)/(2L − 1).
    private static double LogStart(double depth, double d) => SpecialFunctions.Log1p((d - depth) / ((2 * depth) - 1));

    // ln(1 + δ)
    private static double LogRise(double depth, double d) =>
        SpecialFunctions.Log1p((depth - d) / (((2 * depth) - 1) * d));
}
