using Dlnx.Maps;
using Dlnx.Numerics;
using MathNet.Numerics.Statistics;

namespace Dlnx.Linear;

/// <summary>
/// Gradient descent on one mode with σ = 1 from many random starts: a leading pathway and equal others, each scale times
/// 1 + jitter·g with g standard normal (A/rem-warmup, A/x-9).
/// </summary>
public sealed record WarmUpTrial
{
    /// <summary>L.</summary>
    public required int Depth { get; init; }

    /// <summary>P.</summary>
    public required int Pathways { get; init; }

    /// <summary>The leader's scale.</summary>
    public required double Leader { get; init; }

    /// <summary>The scale of the others.</summary>
    public required double Others { get; init; }

    /// <summary>Relative size of the random part of every scale.</summary>
    public double Jitter { get; init; } = 0.05;

    /// <summary>q = ηλ^sp, from the end of the warm-up on.</summary>
    public required double Q { get; init; }

    /// <summary>q of the first step of a warm-up.</summary>
    public double FirstQ { get; init; } = 2.2;

    /// <summary>Steps of the warm-up; 0 for a constant learning rate.</summary>
    public int WarmUp { get; init; }

    /// <summary>Steps after the warm-up.</summary>
    public required int Steps { get; init; }

    /// <summary>How many starts are drawn.</summary>
    public int Draws { get; init; } = 40;

    /// <summary>Over how many of the last states the dominance is averaged.</summary>
    public int Window { get; init; } = 1000;

    /// <summary>The starts, the leader first; every start draws P normals in the order of the pathways.</summary>
    /// <param name="stream">the source</param>
    public double[][] Starts(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        double Scale(int p) => (p == 0 ? Leader : Others) * (1 + (Jitter * stream.NextNormal()));
        return [.. Enumerable.Range(0, Draws).Select(_ => Enumerable.Range(0, Pathways).Select(Scale).ToArray())];
    }

    /// <summary>Runs all starts.</summary>
    /// <param name="stream">the source of the starts</param>
    /// <param name="cancellation">ends the runs with an exception</param>
    /// <exception cref="ArgumentException">a number is out of range</exception>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public WarmUpOutcome Run(RandomStream stream, CancellationToken cancellation = default)
    {
        var depths = new int[MapDomain.AtLeast(Pathways, 1, nameof(Pathways))];
        Array.Fill(depths, Depth);
        var plan = new PathwaySweepPlan
        {
            Depths = depths,
            Steps = checked(WarmUp + Steps),
            WarmUp = WarmUp,
            Window = Window,
        };
        var lanes = Starts(stream)
            .Select(scales => new PathwayLane(1, scales, Q / Depth) { FirstRate = FirstQ / Depth });
        return new(PathwaySweep.Run(plan, [.. lanes], cancellation));
    }
}

/// <summary>What became of the starts of a trial.</summary>
/// <param name="Ends">one per start</param>
public sealed record WarmUpOutcome(IReadOnlyList<PathwayEnd> Ends)
{
    /// <summary>Runs in which some r_p came to lie on or below 0.</summary>
    public int Flips => Ends.Count(end => end.MinScale <= 0);

    /// <summary>Median over the runs of the averaged D.</summary>
    public double MedianDominance => Ends.Select(end => end.MeanDominance).Median();

    /// <summary>The largest averaged D of a run.</summary>
    public double LargestDominance => Ends.Max(end => end.MeanDominance);

    /// <summary>The smallest r_p of any run.</summary>
    public double SmallestScale => Ends.Min(end => end.MinScale);

    /// <summary>Runs whose averaged D is above a bound.</summary>
    public int Above(double dominance) => Ends.Count(end => end.MeanDominance > dominance);

    /// <summary>Runs in which some r_p fell below a bound.</summary>
    public int Squashed(double scale) => Ends.Count(end => end.MinScale < scale);
}
