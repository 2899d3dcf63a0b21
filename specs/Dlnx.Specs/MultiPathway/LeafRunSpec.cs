using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// A claim about the leaf variance along a run of gradient descent; by default the runs of Figure 1: four layers, two
/// pathways, one slightly ahead.
/// </summary>
public abstract class LeafRunSpec : ClaimSpec
{
    /// <summary>α of the runs of Figure 1.</summary>
    protected static readonly double[] FigureScales = [0.22, 0.20];

    /// <summary>L.</summary>
    [Parameter("L", Min = 3, Max = 12, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    /// <summary>P, or null.</summary>
    [Parameter("P", Min = 2, Max = 64, Description = "P, the number of values of alpha, when you want it checked")]
    public int? Pathways { get; set; }

    /// <summary>σ.</summary>
    [Parameter(Above = 0, Max = 1e3, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    /// <summary>α_p.</summary>
    [Parameter("alpha", Above = 0, Description = "α_p = r_p(0), one per pathway, at least two")]
    public double[] Scales { get; set; } = [.. FigureScales];

    /// <summary>q.</summary>
    [Parameter("q", Above = 0, Description = "q = ηλ^sp, below the return threshold c_L")]
    public double Step { get; set; } = 2.5;

    /// <summary>T.</summary>
    [Parameter(Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20_000;

    /// <summary>η.</summary>
    protected double LearningRate => Rate(Depth, Sigma, Step);

    /// <summary>The start.</summary>
    protected PathwayMode Start => PathwayMode.Homogeneous(Depth, Sigma, Scales);

    /// <inheritdoc/>
    public override void Validate()
    {
        if (Scales.Length < 2)
            throw new ParameterException("alpha", "has one value; a variance needs at least two pathways.");
        if (Pathways is { } count && count != Scales.Length)
            throw new ParameterException(
                "P",
                $"is {count} but alpha has {Scales.Length} values; give one per pathway."
            );
        var limit = Math.Pow(Sigma, 1.0 / Depth);
        if (Scales.Max() >= limit)
            throw new ParameterException("alpha", $"has {Scales.Max():R}; scales start below σ^(1/L) = {limit:R}.");
        var threshold = ReturnThreshold.OfDepth(Depth).Constant;
        if (Step >= threshold)
            throw new ParameterException("q", $"is {Step:R}; it must be below the return threshold {threshold:G6}.");
    }

    /// <summary>η at q = ηλ^sp.</summary>
    protected static double Rate(int depth, double sigma, double q) => q / PathwaySharpness.Single(depth, sigma);

    /// <summary>The run of Figure 1 at a step q.</summary>
    protected PathwayRun FigureRun(double q, int steps) =>
        PathwayRun.Of(PathwayMode.Homogeneous(4, 1, FigureScales), new PathwayPlan(Rate(4, 1, q), steps), Cancellation);
}
