using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/burst",
    "The first burst of gradient descent on the surrogate S1: its steps and its size",
    Source = "D/fig-1, D/fig-2"
)]
public sealed class BurstQuantity : SeedQuantity
{
    [Parameter("eta", Min = 0.02, Max = 0.1, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.04;

    [Parameter("nrec", Min = 60, Max = 400, Description = "iterates that are recorded")]
    public int RecordCount { get; set; } = 150;

    [Parameter("m", Min = 8, Max = 60, Description = "Lanczos steps of a measurement")]
    public int LanczosSteps { get; set; } = 12;

    /// <inheritdoc/>
    protected override BurstPlan Plan => new(LearningRate) { Records = RecordCount, LanczosSteps = LanczosSteps };

    /// <inheritdoc/>
    protected override Outputs Evaluate(SeedBurst? burst)
    {
        var growth = burst is null ? null : BurstGrowth.Of(burst.Recording);
        return new Outputs
        {
            { "cross", burst?.StepOf(burst.Episode.Cross) },
            { "peak", burst?.StepOf(burst.Episode.Peak) },
            { "end", burst?.StepOf(burst.Episode.End) },
            { "lambda_ratio_max", growth?.LargestRatio },
            { "h_ratio", growth?.Movement },
            { "lmin_ratio", growth?.NegativeCurvature },
            { "spearman", Of(burst, _ => growth!.RankCorrelation) },
            { "alpha_negative", growth?.FlatteningShare },
            { "lambda_ratio_min_after", growth?.SmallestRatioAfter },
        };
    }
}
