using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>What limits the learning rate of re-balancing from above.</summary>
public enum WindowCeiling
{
    /// <summary>2/λ^min: beyond it even the equal split is unstable.</summary>
    Flat,

    /// <summary>η_WCR: beyond it the single-path transient may throw a pathway through zero.</summary>
    Wcr,
}

/// <summary>
/// The learning rates, in units q = ηλ^sp, at which gradient descent leaves the single-path minimum of a mode and
/// re-balances: (2, min(2P^(1−2/L), c_L)) (A/rem-5.1-large, A/eq-24).
/// </summary>
public sealed record StabilityWindow
{
    /// <summary>2, that is η = 2/λ^sp: above it the single path is unstable.</summary>
    public const double Low = 2;

    /// <summary>The window of pathways of equal depth.</summary>
    /// <param name="depth">L, at least 2; at 2 the window is empty</param>
    /// <param name="pathways">P, at least 1</param>
    /// <exception cref="ArgumentException">a value is out of range</exception>
    public StabilityWindow(double depth, double pathways)
    {
        MapDomain.RealDepth(depth);
        Depth = depth;
        Pathways = pathways >= 1 ? MapDomain.Positive(pathways, nameof(pathways)) : throw TooFew(pathways);
        Flat = Low / PathwaySharpness.ReductionFactor(depth, pathways);
        ReturnThreshold = Maps.ReturnThreshold.OfDepth(depth).Constant;
    }

    /// <summary>L.</summary>
    public double Depth { get; }

    /// <summary>P.</summary>
    public double Pathways { get; }

    /// <summary>2P^(1−2/L), that is η = 2/λ^min.</summary>
    public double Flat { get; }

    /// <summary>c_L.</summary>
    public double ReturnThreshold { get; }

    /// <summary>The smaller of the two ceilings.</summary>
    public double High => Math.Min(Flat, ReturnThreshold);

    /// <summary>Which ceiling is the smaller one.</summary>
    public WindowCeiling Binding => Flat <= ReturnThreshold ? WindowCeiling.Flat : WindowCeiling.Wcr;

    /// <summary>
    /// ρ = min(c_L/2, P^(1−2/L))^(L/(2L−2)): modes whose σ is within this factor of the largest re-balance at some
    /// learning rate below the ceiling of the first.
    /// </summary>
    public double Ratio => Math.Pow(High / Low, Depth / ((2 * Depth) - 2));

    /// <summary>In how many modes the single path can be made unstable below the ceiling.</summary>
    /// <param name="sigma">σ, descending, positive</param>
    public int Rank(ReadOnlySpan<double> sigma) => Count(sigma, High);

    /// <summary>In how many modes the single path is unstable at a learning rate.</summary>
    /// <param name="sigma">σ, descending, positive</param>
    /// <param name="q">ηλ^sp of the first mode</param>
    public int Unstable(ReadOnlySpan<double> sigma, double q) => Count(sigma, q);

    private int Count(ReadOnlySpan<double> sigma, double q)
    {
        var count = 0;
        foreach (var value in sigma)
        {
            count += q * Math.Pow(value / sigma[0], 2 - (2 / Depth)) > Low ? 1 : 0;
        }
        return count;
    }

    private static ArgumentOutOfRangeException TooFew(double pathways) =>
        new(nameof(pathways), pathways, $"A window needs at least one pathway; there are {pathways}.");
}
