using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

/// <summary>A claim about random starts near the return threshold, tried on a setting of one's own; σ = 1.</summary>
public abstract class ReturnTrialSpec : ClaimSpec
{
    /// <summary>L.</summary>
    [Parameter("L", Min = 3, Max = 8, Description = "L")]
    public int Depth { get; set; } = 6;

    /// <summary>P.</summary>
    [Parameter("P", Min = 2, Max = 8, Description = "P")]
    public int Pathways { get; set; } = 4;

    /// <summary>The leader's scale.</summary>
    [Parameter(Above = 0, Max = 1, Description = "scale of the first pathway")]
    public double Leader { get; set; } = 0.4;

    /// <summary>The scale of the others.</summary>
    [Parameter(Above = 0, Max = 1, Description = "scale of the others")]
    public double Others { get; set; } = 0.24;

    /// <summary>The relative size of the random part of every scale.</summary>
    [Parameter(Min = 0, Max = 0.2, Description = "relative size of the random part of every scale")]
    public double Jitter { get; set; } = 0.05;

    /// <summary>q, or null for 0.98 c_L.</summary>
    [Parameter("q", Above = 0, Max = 20, Description = "ηλ^sp; 0.98 c_L when not given")]
    public double? Step { get; set; }

    /// <summary>Steps of the warm-up.</summary>
    [Parameter("warm", Min = 0, Max = 100_000, Description = "steps of the warm-up from q = 2.2, 0 for none")]
    public int WarmUpSteps { get; set; }

    /// <summary>Steps after the warm-up.</summary>
    [Parameter(Min = 1, Max = 1_000_000, Description = "steps after the warm-up")]
    public int Steps { get; set; } = 6000;

    /// <summary>How many starts.</summary>
    [Parameter(Min = 1, Max = 1000, Description = "random starts")]
    public int Draws { get; set; } = 40;

    /// <summary>Which of the run's streams the starts come from.</summary>
    [Parameter(Min = 0, Max = 1_000_000, Description = "other starts of the same run seed")]
    public int Seed { get; set; }

    /// <summary>c_L.</summary>
    protected static double Threshold(int depth) => ReturnThreshold.OfDepth(depth).Constant;

    /// <summary>Four pathways in one of the two reference settings, L = 5 or 6.</summary>
    protected static WarmUpTrial Reference(int depth, double q, int steps, int draws) =>
        new()
        {
            Depth = depth,
            Pathways = 4,
            Leader = depth == 6 ? 0.4 : 0.35,
            Others = depth == 6 ? 0.24 : 0.21,
            Q = q,
            Steps = steps,
            Draws = draws,
        };

    /// <summary>The trial as typed.</summary>
    protected WarmUpTrial Own =>
        new()
        {
            Depth = Depth,
            Pathways = Pathways,
            Leader = Leader,
            Others = Others,
            Jitter = Jitter,
            Q = Step ?? 0.98 * Threshold(Depth),
            WarmUp = WarmUpSteps,
            Steps = Steps,
            Draws = Draws,
            Window = Math.Min(1000, WarmUpSteps + Steps),
        };

    /// <summary>Below the return threshold no start of the setting as typed crosses zero.</summary>
    protected void CheckThisSetting()
    {
        var trial = Own;
        if (trial.Q >= Threshold(Depth))
            Skip($"q = {trial.Q:G6} is not below c_L = {Threshold(Depth):G6}: pathways may cross zero.");
        var starts = trial.Starts(new RandomStream(StreamSeed(Seed)));
        if (starts.Any(scales => scales.Min() <= 0 || scales.Sum(r => Math.Pow(r, Depth)) > 1))
            Skip("A start is above the target or not positive; choose smaller scales or less jitter.");
        var outcome = trial.Run(new RandomStream(StreamSeed(Seed)), Cancellation);
        Evidence.Matches(
            $"runs of {Draws} in which some r_p ≤ 0, q/c_L = {trial.Q / Threshold(Depth):G4}",
            outcome.Flips,
            0
        );
        Evidence.Above("smallest r_p of all runs", outcome.SmallestScale, 0);
    }
}
