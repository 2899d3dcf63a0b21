using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

/// <summary>What an intervention changes.</summary>
public enum InterventionMode
{
    /// <summary>The learning rate.</summary>
    Scale,

    /// <summary>The components along unstable directions are removed.</summary>
    Suppress,

    /// <summary>Only the components along unstable directions stay.</summary>
    Restrict,
}

[Quantity(
    "D/burst-intervention",
    "A burst on the surrogate S1, continued with another rate or without its unstable directions",
    Source = "D/fig-4, D/fig-5, D/fig-11, D/fig-15"
)]
public sealed class BurstIntervention : SeedQuantity
{
    [Parameter(Min = 0, Max = 89, Description = "steps before the peak, but not before the cross")]
    public int Before { get; set; } = 8;

    [Parameter(Above = 0, Max = 3, Description = "factor of η in the mode scale")]
    public double Scale { get; set; } = 1.5;

    [Parameter("steps", Min = 1, Max = 60, Description = "steps that follow")]
    public int StepCount { get; set; } = 8;

    [Parameter(Description = "what changes; suppress and restrict keep η")]
    public InterventionMode Mode { get; set; }

    /// <inheritdoc/>
    protected override Outputs Evaluate(SeedBurst? burst)
    {
        var start = burst?.Records[burst.Episode.BeforePeak(Before)];
        var branch = burst?.Follow(BranchOf(burst), CancellationToken.None);
        double[] losses = branch?.Losses ?? [];
        var last = branch?.Points[^1].Eigenvalues;
        return new Outputs
        {
            { "max_loss", Of(burst, _ => losses.Max()) },
            { "loss_start", Of(burst, _ => losses[0]) },
            { "loss_end", Of(burst, _ => losses[^1]) },
            { "similarity", branch?.Points.Select(point => Defined.OrNull(start!.SimilarityTo(point))).ToArray() },
            {
                "lambda_ratio_end",
                Of(burst, b => last is [var sharpness, ..] ? sharpness * b.LearningRate / 2 : double.NaN)
            },
            { "upward_steps", branch is null ? null : losses.Zip(losses.Skip(1)).Count(p => p.Second > p.First) },
        };
    }

    private BranchPlan BranchOf(SeedBurst burst)
    {
        var scale = Mode == InterventionMode.Scale ? Scale : 1;
        return BranchPlan.Constant(burst.Episode.BeforePeak(Before), scale * burst.LearningRate, StepCount) with
        {
            Projection = Mode switch
            {
                InterventionMode.Suppress => UpdateProjection.Suppress,
                InterventionMode.Restrict => UpdateProjection.Restrict,
                _ => UpdateProjection.None,
            },
        };
    }
}
