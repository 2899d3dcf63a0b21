using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// One singular mode of a multi-pathway network on the depth-balanced manifold: every layer of pathway p carries the same
/// number r_p, the pathway contributes s_p = r_p^{L_p} to the mode, and gradient descent is exactly
/// r_p ← r_p − ηe·r_p^{L_p−1} with e = Σ_q r_q^{L_q} − σ (A, eqs. 53, 54 and 70).
/// </summary>
public sealed class PathwayMode
{
    private readonly int[] depths;
    private readonly double[] scales;

    /// <summary>The mode with the given scales.</summary>
    /// <param name="depths">L_p ≥ 1, one for each pathway</param>
    /// <param name="target">σ, the target's singular value</param>
    /// <param name="scales">r_p, as many as depths</param>
    /// <exception cref="ArgumentException">no pathway, or not as many scales as depths</exception>
    /// <exception cref="ArgumentOutOfRangeException">a depth is below 1</exception>
    public PathwayMode(ReadOnlySpan<int> depths, double target, ReadOnlySpan<double> scales)
    {
        if (depths.Length == 0 || depths.Length != scales.Length)
        {
            throw new ArgumentException(
                $"A mode needs one scale for each of at least one pathway; found {depths.Length} depths and "
                    + $"{scales.Length} scales.",
                nameof(scales)
            );
        }

        foreach (var depth in depths)
            ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1, nameof(depths));
        this.depths = depths.ToArray();
        this.scales = scales.ToArray();
        Target = target;
    }

    /// <summary>A mode whose pathways all have the same depth.</summary>
    /// <param name="depth">L ≥ 1</param>
    /// <param name="target">σ</param>
    /// <param name="scales">r_p, one for each pathway</param>
    public static PathwayMode Homogeneous(int depth, double target, ReadOnlySpan<double> scales)
    {
        var same = new int[scales.Length];
        Array.Fill(same, depth);
        return new PathwayMode(same, target, scales);
    }

    /// <summary>P.</summary>
    public int Pathways => depths.Length;

    /// <summary>L_p.</summary>
    public ReadOnlySpan<int> Depths => depths;

    /// <summary>σ.</summary>
    public double Target { get; }

    /// <summary>r_p; writing here changes the mode.</summary>
    public Span<double> Scales => scales;

    /// <summary>Σ_p s_p, added in the order of the pathways.</summary>
    public double Total
    {
        get
        {
            var total = 0.0;
            for (var p = 0; p < scales.Length; p++)
                total += Coefficient(p);
            return total;
        }
    }

    /// <summary>e = Σ_p s_p − σ, negative while the mode is not yet learnt.</summary>
    public double Residual => Total - Target;

    /// <summary>
    /// λ = Σ_p L_p r_p^{2L_p−2}: the mode's sharpness at a minimum (A, eq. 17); away from one the Gauss–Newton part of it.
    /// </summary>
    public double Sharpness
    {
        get
        {
            var sum = 0.0;
            for (var p = 0; p < scales.Length; p++)
                sum += depths[p] * IntegerPower.Raise(scales[p], (2 * depths[p]) - 2);
            return sum;
        }
    }

    /// <summary>D = max_p s_p / Σ_p s_p, the share of the dominant pathway in what is learnt.</summary>
    public double Dominance
    {
        get
        {
            var largest = double.NegativeInfinity;
            for (var p = 0; p < scales.Length; p++)
                largest = Math.Max(largest, Coefficient(p));
            return largest / Total;
        }
    }

    /// <summary>s_p = r_p^{L_p}.</summary>
    public double Coefficient(int pathway) => IntegerPower.Raise(scales[pathway], depths[pathway]);

    /// <summary>s_p/σ for all pathways; at a minimum they add up to 1.</summary>
    public double[] Shares() => [.. Enumerable.Range(0, Pathways).Select(p => Coefficient(p) / Target)];

    /// <summary>One step of gradient descent, all pathways at once.</summary>
    /// <param name="learningRate">η, in the convention of the loss with ½</param>
    public void Step(double learningRate)
    {
        var step = learningRate * Residual;
        for (var p = 0; p < scales.Length; p++)
            scales[p] -= step * IntegerPower.Raise(scales[p], depths[p] - 1);
    }

    /// <summary>A mode in the same state with storage of its own.</summary>
    public PathwayMode Copy() => new(depths, Target, scales);
}
