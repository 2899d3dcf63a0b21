using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>The targets σ at which two pathways of depths L₁ &lt; L₂ change roles (A/rem-5.3-share, A/rem-5.3-sharp).</summary>
public sealed record DepthCrossover
{
    /// <summary>A pair of depths.</summary>
    /// <param name="shallow">L₁, at least 2</param>
    /// <param name="deep">L₂, above L₁, at most 64</param>
    /// <exception cref="ArgumentException">a depth is out of range, or L₁ is not below L₂</exception>
    public DepthCrossover(int shallow, int deep)
    {
        Shallow = MapDomain.Depth(shallow);
        Deep = MapDomain.Depth(deep);
        if (shallow >= deep)
        {
            throw new ArgumentException(
                $"The first pathway must be the shallower one; the depths are {shallow} and {deep}.",
                nameof(deep)
            );
        }
    }

    /// <summary>L₁.</summary>
    public int Shallow { get; }

    /// <summary>L₂.</summary>
    public int Deep { get; }

    /// <summary>σ_× = 2((L₁−1)/(L₂−1))^(1/(2/L₁−2/L₂)): below it the deep path has the larger optimal share.</summary>
    public double EqualShares => 2 * Root((Shallow - 1.0) / (Deep - 1));

    /// <summary>(L₁/L₂)^(1/(2/L₁−2/L₂)): below it the shallow single path is the sharper one.</summary>
    public double EqualSharpness => Root((double)Shallow / Deep);

    private double Root(double ratio) => Math.Pow(ratio, 1 / ((2.0 / Shallow) - (2.0 / Deep)));
}
