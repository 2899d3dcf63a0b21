namespace Dlnx.Linear;

/// <summary>
/// Gradient descent at ηλ_* = 2 − δ₀ from a leaf sharper than 2/η, run until its oscillation has died out
/// (A/thm-E.12 a): the leaf on which it stops is the allocation of the edge of stability.
/// </summary>
/// <param name="LearningRate">η</param>
/// <param name="StopVariance">V_stop, where the zero-loss point of the leaf has λ = 2/η</param>
/// <param name="StartVariance">V₀</param>
/// <param name="Run">the run</param>
public sealed record StoppingDescent(double LearningRate, double StopVariance, double StartVariance, PathwayRun Run)
{
    /// <summary>V at the end.</summary>
    public double FinalVariance => LeafCoordinates.Variance(Run.Mode);

    /// <summary>V_∞/V_stop.</summary>
    public double Ratio => FinalVariance / StopVariance;

    /// <summary>ηλ at the zero-loss point of the leaf on which it ends: what is left of the oscillation averages out.</summary>
    public double EtaLambda
    {
        get
        {
            var mode = Run.Mode;
            return LearningRate * new Leaf(mode.Depths[0], mode.Target, LeafCoordinates.Deviations(mode)).Sharpness;
        }
    }

    /// <summary>Runs.</summary>
    /// <param name="balanced">the mode, L ≥ 3 and P ≥ 2</param>
    /// <param name="plan">the distances from the boundary and the length</param>
    /// <param name="cancellation">ends the run with an exception</param>
    /// <exception cref="ArgumentException">no leaf along the direction has the sharpness 2/η</exception>
    public static StoppingDescent Of(
        BalancedPoint balanced,
        StoppingPlan plan,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(balanced);
        ArgumentNullException.ThrowIfNull(plan);
        var eta = (2 - plan.Distance) / balanced.Sharpness;
        var direction = LeafStart.Direction(balanced.Pathways);
        var stop =
            Leaf.WithSharpness(balanced.Depth, balanced.Target, direction, 2 / eta)
            ?? throw new ArgumentException(
                $"No leaf has the sharpness 2/η at ηλ_* = {2 - plan.Distance}; the distance from 2 is too large.",
                nameof(plan)
            );
        var reach = Math.Sqrt(plan.StartRatio);
        var start = new Leaf(balanced.Depth, balanced.Target, [.. stop.Deviations.Select(xi => reach * xi)]);
        var run = PathwayRun.Of(
            LeafStart.Displaced(start, plan.Displacement),
            new PathwayPlan(eta, plan.Steps) { Samples = plan.Samples },
            cancellation
        );
        return new(eta, stop.Variance, start.Variance, run);
    }
}

/// <summary>A run towards the stopping boundary.</summary>
/// <param name="Distance">δ₀ = 2 − ηλ_*, positive</param>
/// <param name="StartRatio">z₀ = V₀/V_stop, at least 1</param>
public sealed record StoppingPlan(double Distance, double StartRatio)
{
    /// <summary>The factor on the scales of the zero-loss point that starts the oscillation.</summary>
    public double Displacement { get; init; } = 1.003;

    /// <summary>Steps of gradient descent; by default 60/δ₀, when the oscillation has died out.</summary>
    public int Steps { get; init; } = (int)Math.Ceiling(60 / Distance);

    /// <summary>Which states are kept.</summary>
    public SampleTimes Samples { get; init; } = SampleTimes.None;
}
