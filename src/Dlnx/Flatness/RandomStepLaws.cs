using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>Random positive, strictly increasing step laws, from nearly flat to very steep.</summary>
public static class RandomStepLaws
{
    /// <summary>
    /// G(s_max): one to three sigmoids, f = 10^{U(−2, 0.5)}, h_k = 10^{U(−1.5, 0.5)}, s_k = 10^{U(−1, log₁₀ s_max)},
    /// c_k ~ N(0, 1).
    /// </summary>
    /// <param name="stream">the source of randomness</param>
    /// <param name="maximalSteepness">s_max &gt; 0.1</param>
    /// <exception cref="ArgumentOutOfRangeException">s_max is out of range</exception>
    public static MixedStep Draw(RandomStream stream, double maximalSteepness)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!(maximalSteepness > 0.1 && double.IsFinite(maximalSteepness)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(maximalSteepness),
                maximalSteepness,
                "The largest steepness must be a finite number above 0.1."
            );
        }

        var count = stream.NextInt32(1, 4);
        var floor = PowerOfTen(stream, -2, 0.5);
        var (heights, steepness, centres) = (new double[count], new double[count], new double[count]);
        for (var k = 0; k < count; k++)
        {
            heights[k] = PowerOfTen(stream, -1.5, 0.5);
            steepness[k] = PowerOfTen(stream, -1, Math.Log10(maximalSteepness));
            centres[k] = stream.NextNormal();
        }

        return new MixedStep(floor, heights, steepness, centres);
    }

    /// <summary>
    /// G(s_max; L): as <see cref="Draw"/> with all heights divided by max(1, Σh_ks_k/(4(L − 0.05))), so that the slope stays
    /// below L.
    /// </summary>
    /// <param name="stream">the source of randomness</param>
    /// <param name="maximalSteepness">s_max &gt; 0.1</param>
    /// <param name="lipschitz">L &gt; 0.05</param>
    /// <exception cref="ArgumentOutOfRangeException">an argument is out of range</exception>
    public static MixedStep DrawLipschitz(RandomStream stream, double maximalSteepness, double lipschitz)
    {
        if (!(lipschitz > 0.05))
            throw new ArgumentOutOfRangeException(nameof(lipschitz), lipschitz, "L must be above 0.05.");
        var law = Draw(stream, maximalSteepness);
        var slope = law.Heights.Zip(law.Steepness, (h, s) => h * s).Sum() / 4;
        var shrink = Math.Max(1, slope / (lipschitz - 0.05));
        return new MixedStep(law.Floor, [.. law.Heights.Select(h => h / shrink)], [.. law.Steepness], [.. law.Centres]);
    }

    private static double PowerOfTen(RandomStream stream, double low, double high) =>
        Math.Pow(10, stream.NextUniform(low, high));
}
