using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Specs.MatrixFactorization.Quantities;

namespace Dlnx.Specs.MultiPathway.Quantities;

[Quantity(
    "A/warmup",
    "Random starts of one mode near the return threshold, with or without a warm-up of the learning rate",
    Source = "A/rem-warmup, A/x-9"
)]
public sealed class WarmUp : Quantity
{
    [Parameter("L", Min = 3, Max = 8, Description = "L")]
    public int Depth { get; set; } = 6;

    [Parameter("P", Min = 2, Max = 8, Description = "P")]
    public int Pathways { get; set; } = 4;

    [Parameter(Above = 0, Max = 1, Description = "scale of the first pathway")]
    public double Leader { get; set; } = 0.4;

    [Parameter(Above = 0, Max = 1, Description = "scale of the others")]
    public double Others { get; set; } = 0.24;

    [Parameter(Min = 0, Max = 0.2, Description = "relative size of the random part of every scale")]
    public double Jitter { get; set; } = 0.05;

    [Parameter("q", Above = 0, Max = 20, Description = "ηλ^sp, instead of factor")]
    public double? Step { get; set; }

    [Parameter(Above = 0, Max = 2, Description = "q/c_L, used when q is not given")]
    public double Factor { get; set; } = 0.98;

    [Parameter("warm", Min = 0, Max = 100_000, Description = "steps of the warm-up, 0 for none")]
    public int WarmUpSteps { get; set; }

    [Parameter("q0", Above = 0, Max = 20, Description = "q at the start of the warm-up")]
    public double FirstStep { get; set; } = 2.2;

    [Parameter(Min = 1, Max = 1_000_000, Description = "steps after the warm-up")]
    public int Steps { get; set; } = 6000;

    [Parameter(Min = 1, Max = 1000, Description = "random starts")]
    public int Draws { get; set; } = 40;

    [Parameter(Min = 0, Max = 1_000_000_000, Description = "seed of the starts")]
    public int Seed { get; set; } = 1;

    [Parameter(Min = 1, Max = 1_000_000, Description = "over how many of the last steps D is averaged")]
    public int Window { get; set; } = 1000;

    public override void Validate()
    {
        if (Window > Steps + WarmUpSteps)
            throw new ParameterException("window", $"is {Window}; it must be at most the {Steps + WarmUpSteps} steps.");
    }

    public override Outputs Evaluate()
    {
        var outcome = new WarmUpTrial
        {
            Depth = Depth,
            Pathways = Pathways,
            Leader = Leader,
            Others = Others,
            Jitter = Jitter,
            Q = Step ?? Factor * ReturnThreshold.OfDepth(Depth).Constant,
            FirstQ = FirstStep,
            WarmUp = WarmUpSteps,
            Steps = Steps,
            Draws = Draws,
            Window = Window,
        }.Run(new RandomStream((ulong)Seed));
        return new Outputs
        {
            { "flips", outcome.Flips },
            { "medianD", Defined.OrNull(outcome.MedianDominance) },
            { "maxD", Defined.OrNull(outcome.LargestDominance) },
            { "above", outcome.Above(0.5) },
            { "squashed", outcome.Squashed(0.1) },
        };
    }
}
