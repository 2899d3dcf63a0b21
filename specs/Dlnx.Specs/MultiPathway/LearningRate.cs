using System.Globalization;
using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// The learning rate, given as q = ηλ^sp (pathways of one depth only), as the number η, or as the word <c>critical</c>: 2/λ of
/// the flattest allocation.
/// </summary>
public static class LearningRate
{
    /// <summary>The word for 2/λ of the flattest allocation.</summary>
    public const string Critical = "critical";

    /// <summary>η from whichever is given: eta when it is set, otherwise q.</summary>
    /// <param name="q">ηλ^sp</param>
    /// <param name="eta">a number, <c>critical</c>, or null</param>
    /// <param name="depths">L_p</param>
    /// <param name="sigma">σ</param>
    /// <exception cref="ParameterException">eta is neither a positive number nor the word; or q with unequal depths</exception>
    public static double Resolve(double q, string? eta, ReadOnlySpan<int> depths, double sigma)
    {
        if (!string.IsNullOrWhiteSpace(eta))
            return Read(eta.Trim(), depths, sigma);
        if (!IsHomogeneous(depths))
            throw new ParameterException(
                "q",
                "needs pathways of one depth; give eta (a number or 'critical') instead."
            );
        return q / PathwaySharpness.Single(depths[0], sigma);
    }

    /// <summary>Whether all pathways have the same depth.</summary>
    public static bool IsHomogeneous(ReadOnlySpan<int> depths) => !depths.ContainsAnyExcept(depths[0]);

    private static double Read(string eta, ReadOnlySpan<int> depths, double sigma)
    {
        if (string.Equals(eta, Critical, StringComparison.Ordinal))
            return 2 / FlattestSharpness(depths, sigma);
        if (double.TryParse(eta, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0)
            return double.IsFinite(value) ? value : throw Unreadable(eta);
        throw Unreadable(eta);
    }

    private static double FlattestSharpness(ReadOnlySpan<int> depths, double sigma)
    {
        if (IsHomogeneous(depths))
            return PathwaySharpness.Minimum(depths[0], sigma, depths.Length);
        if (depths.Contains(1))
            throw new ParameterException("eta", "is 'critical', which needs depths of at least 2; one is 1.");
        return OptimalAllocation.Of(depths, sigma).Sharpness;
    }

    private static ParameterException Unreadable(string eta) =>
        new("eta", $"is '{eta}'; expected a positive number or '{Critical}'.");
}
