namespace Dlnx.Specs.MultiPathway;

/// <summary>The learning rate of a run, typed as q or as eta.</summary>
public static class RateChoice
{
    /// <summary>q when nothing is typed.</summary>
    public const double UsualStep = 2.5;

    /// <summary>η from the one that is given.</summary>
    /// <param name="q">ηλ^sp, or null</param>
    /// <param name="eta">a number, <c>critical</c>, or null</param>
    /// <param name="depths">L_p</param>
    /// <param name="sigma">σ</param>
    /// <exception cref="ParameterException">both are given, or the one given does not fit</exception>
    public static double Resolve(double? q, string? eta, ReadOnlySpan<int> depths, double sigma)
    {
        if (q is not null && !string.IsNullOrWhiteSpace(eta))
            throw new ParameterException("q", "is given together with eta; give one of the two.");
        return LearningRate.Resolve(q ?? UsualStep, eta, depths, sigma);
    }
}
