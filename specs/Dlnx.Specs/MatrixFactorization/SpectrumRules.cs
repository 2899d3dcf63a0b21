namespace Dlnx.Specs.MatrixFactorization;

/// <summary>Relations between the parameters of claims about a target with given singular values.</summary>
public static class SpectrumRules
{
    /// <summary>Refuses singular values that are not strictly descending.</summary>
    /// <exception cref="ParameterException">Two neighbours are equal or ascend.</exception>
    public static void RequireDescending(double[] sigma, string parameter = "sigma")
    {
        for (var i = 1; i < sigma.Length; i++)
        {
            if (sigma[i] >= sigma[i - 1])
            {
                var problem = $"has {sigma[i - 1]:R} before {sigma[i]:R}; the values must descend strictly.";
                throw new ParameterException(parameter, problem);
            }
        }
    }

    /// <summary>Refuses a width below the number of singular values.</summary>
    /// <exception cref="ParameterException">The width is too small.</exception>
    public static void RequireFits(double[] sigma, int width)
    {
        if (width < sigma.Length)
            throw new ParameterException("d", $"is {width}; it must be at least the rank, {sigma.Length}.");
    }

    /// <summary>Refuses a start at or above σ_r^(1/L), where it would change the spectrum at the minimum.</summary>
    /// <exception cref="ParameterException">The start is too large.</exception>
    public static void RequireSmallStart(double alpha, double[] sigma, int depth)
    {
        var limit = Math.Pow(sigma[^1], 1.0 / depth);
        if (alpha >= limit)
            throw new ParameterException("alpha", $"is {alpha:R}; it must be below σ_r^(1/L) = {limit:R}.");
    }
}
