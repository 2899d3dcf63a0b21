using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// The zero-loss point that gradient flow reaches from the scales r_p(0) = α_p of one singular mode (A/rem-5.1-small). The
/// flow adds one number to every z_p = α_p^(2−L_p)/(L_p − 2), −ln α_p at depth 2 (A/x-4); at equal depths
/// s_p = (c + ξ_p)^(−L/(L−2)) with ξ_p = α_p^(2−L) − mean.
/// </summary>
public sealed record GradientFlowEndpoint
{
    private readonly int[] depths;

    private GradientFlowEndpoint(int[] depths, double target, double[] scales)
    {
        this.depths = depths;
        Target = target;
        Scales = scales;
        Coefficients = [.. scales.Select((r, p) => Math.Pow(r, depths[p]))];
    }

    /// <summary>L_p.</summary>
    public IReadOnlyList<int> Depths => depths;

    /// <summary>σ.</summary>
    public double Target { get; }

    /// <summary>r_p at the end.</summary>
    public double[] Scales { get; }

    /// <summary>s_p = r_p^(L_p), with sum σ.</summary>
    public double[] Coefficients { get; }

    /// <summary>s_p/σ.</summary>
    public double[] Shares => [.. Coefficients.Select(s => s / Target)];

    /// <summary>D, the largest share.</summary>
    public double Dominance => Shares.Max();

    /// <summary>λ = ΣL_p s_p^(2−2/L_p).</summary>
    public double Sharpness => depths.Zip(Scales, (depth, r) => depth * Math.Pow(r, (2 * depth) - 2)).Sum();

    /// <summary>The end of the flow of pathways of one depth.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="scales">α_p, at least one, positive</param>
    /// <param name="target">σ, positive</param>
    /// <exception cref="ArgumentException">a value is out of range</exception>
    public static GradientFlowEndpoint Homogeneous(int depth, ReadOnlySpan<double> scales, double target)
    {
        var same = new int[scales.Length];
        Array.Fill(same, depth);
        return Of(same, scales, target);
    }

    /// <summary>The end of the flow.</summary>
    /// <param name="depths">L_p, one per pathway, 2 to 64</param>
    /// <param name="scales">α_p, as many, positive</param>
    /// <param name="target">σ, positive</param>
    /// <exception cref="ArgumentException">a value is out of range, or the numbers of depths and scales differ</exception>
    public static GradientFlowEndpoint Of(ReadOnlySpan<int> depths, ReadOnlySpan<double> scales, double target)
    {
        MapDomain.Positive(target, nameof(target));
        if (depths.IsEmpty || depths.Length != scales.Length)
        {
            throw new ArgumentException(
                $"There are {depths.Length} depths and {scales.Length} scales; give one of each per pathway.",
                nameof(scales)
            );
        }
        var levels = new PathwayLevel[depths.Length];
        for (var p = 0; p < levels.Length; p++)
        {
            levels[p] = new(MapDomain.Depth(depths[p]), MapDomain.Positive(scales[p], nameof(scales)));
        }
        return new(depths.ToArray(), target, End(levels, target));
    }

    /// <summary>
    /// t* = α^(2−L)/((L−2)σ): when the leading scale would become infinite if e stayed at −σ, near the time at which it
    /// takes the mode.
    /// </summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="leader">α of the leader, positive</param>
    /// <param name="target">σ, positive</param>
    public static double BlowUpTime(int depth, double leader, double target) =>
        Math.Pow(MapDomain.Positive(leader, nameof(leader)), 2 - MapDomain.AtLeast(depth, 3, nameof(depth)))
        / ((depth - 2) * MapDomain.Positive(target, nameof(target)));

    // Some pathway carries at least σ/P and none more than σ: the common rise of all z lies between those two bounds.
    private static double[] End(PathwayLevel[] levels, double target)
    {
        var leader = levels.MaxBy(level => level.HeightOf(target) - level.Height);
        // Measured from the leader at full signal, so that a rise far smaller than the heights keeps its digits.
        var full = leader.HeightOf(target);
        var most = levels.Max(level => level.HeightOf(target / levels.Length) - full - (level.Height - leader.Height));
        double Scale(PathwayLevel level, double beyond) => level.ScaleAt(level.Height - leader.Height + full + beyond);
        double Excess(double beyond) => levels.Sum(level => Math.Pow(Scale(level, beyond), level.Depth)) - target;
        var root = BracketedRoot.FindMonotone(Excess, 0, Math.Max(0, most));
        return [.. levels.Select(level => Scale(level, root))];
    }

    /// <summary>z of one pathway, which the flow changes at the rate e, the same for all pathways.</summary>
    private readonly record struct PathwayLevel(int Depth, double Scale)
    {
        public double Height => LeafCoordinates.Height(Depth, Scale);

        public double HeightOf(double coefficient) => LeafCoordinates.Height(Depth, Math.Pow(coefficient, 1.0 / Depth));

        public double ScaleAt(double height) => LeafCoordinates.ScaleAtHeight(Depth, height);
    }
}
