using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway;

/// <summary>Relations between the parameters of runs that ranges cannot express.</summary>
public static class ModeRules
{
    /// <summary>Refuses singular values that increase somewhere.</summary>
    /// <param name="sigma">σ</param>
    /// <exception cref="ParameterException">a value is larger than the one before</exception>
    public static void RequireDescending(double[] sigma)
    {
        for (var i = 1; i < sigma.Length; i++)
        {
            if (sigma[i] > sigma[i - 1])
                throw new ParameterException(
                    "sigma",
                    $"has {sigma[i]:R} after {sigma[i - 1]:R}; list singular values in descending order."
                );
        }
    }

    /// <summary>Refuses a number of pathways other than that of the scales.</summary>
    /// <param name="pathways">P, or null when it was not given</param>
    /// <param name="alpha">α_p</param>
    /// <exception cref="ParameterException">both are given and differ</exception>
    public static void RequireOneEach(int? pathways, double[] alpha)
    {
        if (pathways is { } count && count != alpha.Length)
            throw new ParameterException("P", $"is {count} but alpha has {alpha.Length} values; give one per pathway.");
    }

    /// <summary>Refuses a start at or above the scale σ^(1/L) of a pathway that carries the mode alone.</summary>
    /// <param name="alpha">α_p</param>
    /// <param name="sigma">σ</param>
    /// <param name="depth">L</param>
    /// <exception cref="ParameterException">a scale is too large</exception>
    public static void RequireSmall(double[] alpha, double sigma, int depth)
    {
        var limit = Math.Pow(sigma, 1.0 / depth);
        if (alpha.Max() >= limit)
            throw new ParameterException("alpha", $"has {alpha.Max():R}; scales must lie below σ^(1/L) = {limit:R}.");
    }

    /// <summary>Refuses a step at or above the return threshold c_L, where a single pathway may cross zero.</summary>
    /// <param name="q">ηλ^sp</param>
    /// <param name="depth">L</param>
    /// <exception cref="ParameterException">the step is too large</exception>
    public static void RequireReturnSafe(double q, int depth)
    {
        var threshold = ReturnThreshold.OfDepth(depth).Constant;
        if (q >= threshold)
            throw new ParameterException("q", $"is {q:R}; it must lie below c_L = {threshold:R} at depth {depth}.");
    }
}
