using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway;

/// <summary>The step of the chain map, given as κ or as a multiple of the threshold κ_L.</summary>
public static class ChainStep
{
    /// <summary>The multiple of κ_L when neither is given.</summary>
    public const double DefaultFactor = 0.99;

    /// <summary>The largest κL that is tried up to ten thousand layers, where the threshold is 15.6.</summary>
    public const double LargestKappaL = 20;

    /// <summary>κ from whichever is given.</summary>
    /// <param name="depth">L</param>
    /// <param name="kappa">κ, or null</param>
    /// <param name="factor">κ/κ_L, or null</param>
    /// <exception cref="ParameterException">both are given, or κ is outside (0, 20/L], or above 1.25 κ_L where that is more</exception>
    public static double Resolve(double depth, double? kappa, double? factor = null)
    {
        if (kappa is not null && factor is not null)
            throw new ParameterException("factor", "is given together with kappa; give one of them.");
        var threshold = ReturnThreshold.OfDepth(depth);
        var step = kappa ?? ((factor ?? DefaultFactor) * threshold.Kappa);
        var largest = Math.Max(LargestKappaL, 1.25 * threshold.Constant);
        if (step > 0 && step <= largest / depth)
            return step;
        var limit = $"it must be above 0 and at most {largest:G4}/L = {largest / depth:R}.";
        throw kappa is null
            ? new ParameterException("factor", $"makes κ = {step:R}; {limit}")
            : new ParameterException("kappa", $"is {step:R}; {limit}");
    }
}
