using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>
/// The flattest zero-loss allocation of one singular mode to pathways of different depth: min ΣL_p s_p^(2−2/L_p) over
/// Σs_p = σ, s_p ≥ 0 (A/eq-18). Paths deeper than 2 share a marginal μ = 2(L_p−1)s_p^(1−2/L_p); a path of depth 2 has
/// the constant marginal 2 and takes only what the deeper ones leave when their marginal has reached 2.
/// </summary>
public sealed record OptimalAllocation
{
    private readonly int[] depths;

    private OptimalAllocation(int[] depths, double target, double multiplier, double[] coefficients)
    {
        this.depths = depths;
        Target = target;
        Multiplier = multiplier;
        Coefficients = coefficients;
    }

    /// <summary>L_p.</summary>
    public IReadOnlyList<int> Depths => depths;

    /// <summary>σ.</summary>
    public double Target { get; }

    /// <summary>μ, the marginal sharpness of every pathway with s_p &gt; 0.</summary>
    public double Multiplier { get; }

    /// <summary>s*_p, with sum σ.</summary>
    public double[] Coefficients { get; }

    /// <summary>s*_p/σ.</summary>
    public double[] Shares => [.. Coefficients.Select(s => s / Target)];

    /// <summary>λ*, the least sharpness of the mode.</summary>
    public double Sharpness => Terms(Coefficients).Sum();

    /// <summary>η* = 2/λ*, the largest learning rate at which a minimum of the mode is stable.</summary>
    public double LearningRate => 2 / Sharpness;

    /// <summary>dλ/ds_p = 2(L_p−1)s_p^(1−2/L_p).</summary>
    public double[] Marginals => [.. Coefficients.Select((s, p) => Marginal(depths[p], s))];

    /// <summary>The least sharpness of a minimum with one pathway only, min_p L_p σ^(2−2/L_p).</summary>
    public double SingleBest => Terms([.. depths.Select(_ => Target)]).Min();

    /// <summary>The allocation of σ to pathways.</summary>
    /// <param name="depths">L_p, at least one, 2 to 64</param>
    /// <param name="target">σ, positive</param>
    /// <exception cref="ArgumentException">a value is out of range</exception>
    public static OptimalAllocation Of(ReadOnlySpan<int> depths, double target)
    {
        MapDomain.Positive(target, nameof(target));
        var all = depths.ToArray();
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no pathway to allocate to; give at least one depth.", nameof(depths));
        }
        foreach (var depth in all)
        {
            MapDomain.Depth(depth);
        }
        var deep = all.Where(depth => depth > 2).ToArray();
        var shallow = all.Length - deep.Length;
        var common = deep.Length == 0 ? double.PositiveInfinity : CommonMarginal(deep, target);
        var multiplier = shallow == 0 ? common : Math.Min(2, common);
        var left = common > 2 ? Math.Max(0, target - deep.Sum(depth => Coefficient(depth, 2))) : 0;
        // Paths of depth 2 are interchangeable: any split of what is left is as flat.
        return new(
            all,
            target,
            multiplier,
            [.. all.Select(depth => depth > 2 ? Coefficient(depth, multiplier) : left / shallow)]
        );
    }

    private static double CommonMarginal(int[] deep, double target)
    {
        // Between the marginal at which no path has more than its equal share and that at which one has everything.
        var low = deep.Min(depth => Marginal(depth, target / deep.Length));
        var high = deep.Min(depth => Marginal(depth, target));
        double Excess(double mu) => deep.Sum(depth => Coefficient(depth, mu)) - target;
        return BracketedRoot.FindMonotone(Excess, low, high);
    }

    private static double Marginal(int depth, double s) => 2 * (depth - 1) * Math.Pow(s, 1 - (2.0 / depth));

    private static double Coefficient(int depth, double mu) => Math.Pow(mu / (2 * (depth - 1)), depth / (depth - 2.0));

    private IEnumerable<double> Terms(double[] s) =>
        depths.Zip(s, (depth, value) => PathwaySharpness.Single(depth, value));
}
