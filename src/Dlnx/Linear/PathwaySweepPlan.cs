using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>What all lanes of a sweep have in common.</summary>
public sealed record PathwaySweepPlan
{
    /// <summary>L_p, one per pathway, 1 to 64.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Steps of gradient descent, at least 0.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps in which the learning rates rise from their first to their final value; 0 for constant rates.</summary>
    public int WarmUp { get; init; }

    /// <summary>Over how many of the last states the dominance is averaged, 0 to the number of steps.</summary>
    public int Window { get; init; }

    /// <summary>Threads, at least 1. The results do not depend on it, to the last bit.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    internal void Validate()
    {
        MapDomain.AtLeast(Depths.Length, 1, nameof(Depths));
        foreach (var depth in Depths)
        {
            MapDomain.AtLeast(depth, 1, nameof(Depths));
        }
        MapDomain.AtLeast(Steps, 0, nameof(Steps));
        MapDomain.AtLeast(WarmUp, 0, nameof(WarmUp));
        MapDomain.AtLeast(Window, 0, nameof(Window));
        MapDomain.AtLeast(Steps - Window, 0, nameof(Steps));
        MapDomain.AtLeast(Workers, 1, nameof(Workers));
    }

    internal void Validate(PathwayLane lane)
    {
        if (lane.Scales.Length != Depths.Length)
        {
            throw new ArgumentException(
                $"A lane has {lane.Scales.Length} scales; the plan has {Depths.Length} pathways.",
                nameof(lane)
            );
        }
    }
}

/// <summary>One lane of a sweep.</summary>
/// <param name="Target">σ</param>
/// <param name="Scales">r_p at the start, one per pathway</param>
/// <param name="LearningRate">η, after the warm-up if there is one</param>
public sealed record PathwayLane(double Target, double[] Scales, double LearningRate)
{
    /// <summary>η of the first step of a warm-up.</summary>
    public double FirstRate { get; init; } = LearningRate;
}

/// <summary>The end of one lane of a sweep.</summary>
/// <param name="Mode">the state after the last step</param>
/// <param name="MinScale">the smallest r_p of any pathway in any state</param>
/// <param name="MeanDominance">mean of D = max s_p/Σs_p over the plan's window; NaN without a window</param>
public sealed record PathwayEnd(PathwayMode Mode, double MinScale, double MeanDominance);
