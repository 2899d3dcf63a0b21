using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway;

/// <summary>Two depths, the shallower first, as typed.</summary>
public static class DepthPair
{
    /// <summary>The pair.</summary>
    /// <param name="depths">L₁ and L₂</param>
    /// <exception cref="ParameterException">There are not two depths, or they do not increase.</exception>
    public static DepthCrossover Require(int[] depths) =>
        depths is [var shallow, var deep] && shallow < deep
            ? new DepthCrossover(shallow, deep)
            : throw new ParameterException(
                "depths",
                $"is {string.Join(",", depths)}; it must be two depths, the smaller one first."
            );
}
