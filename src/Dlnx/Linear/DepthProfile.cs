namespace Dlnx.Linear;

/// <summary>
/// The sharpness S(L) = Lσ^{2−2/L} at the minimum as a function of the depth (B/rem-depth; quantity B/depth-profile).
/// </summary>
/// <param name="Sigma">σ, the largest singular value of the target</param>
/// <param name="Sharpness">S(2), S(3), …</param>
public sealed record DepthProfile(double Sigma, double[] Sharpness)
{
    /// <summary>L of the first entry of <see cref="Sharpness"/>.</summary>
    public const int FirstDepth = 2;

    /// <summary>The depth L with the smallest sharpness among those of the profile.</summary>
    public int Flattest => FirstDepth + Array.IndexOf(Sharpness, Sharpness.Min());

    /// <summary>−2 ln σ: as a function of a real L, S increases exactly where L exceeds it; negative for σ &gt; 1.</summary>
    public double Turn => -2 * Math.Log(Sigma);

    /// <summary>The profile of depths 2 to a largest one.</summary>
    /// <param name="sigma">σ, positive</param>
    /// <param name="largestDepth">at least 2</param>
    /// <exception cref="ArgumentOutOfRangeException">σ or the depth is out of range</exception>
    public static DepthProfile Of(double sigma, int largestDepth)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        ArgumentOutOfRangeException.ThrowIfLessThan(largestDepth, FirstDepth);
        var depths = Enumerable.Range(FirstDepth, largestDepth - FirstDepth + 1);
        return new(sigma, [.. depths.Select(depth => HessianSpectrum.ModeSharpness(depth, sigma))]);
    }
}
